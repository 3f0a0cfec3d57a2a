import { useEffect, useRef, useSyncExternalStore } from "react";
import { savePreferences } from "./save-preferences.ts";

/** What single keys do on a page, by `KeyboardEvent.key` in lower case. */
export type Keys = Readonly<Record<string, () => void>>;

/**
 * Single keys that act while the page has the focus: not where somebody types, not under a dialog or a
 * menu, and not for whoever has turned them off (WCAG 2.1.4: speech input types letters by accident).
 */
export function useKeys(keys: Keys): void {
  const current = useRef(keys);
  useEffect(() => {
    current.current = keys;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const act = current.current[event.key.toLowerCase()];
      if (!act || !areOn() || !isForPage(event)) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}

export function useKeysAreOn(): boolean {
  return useSyncExternalStore(subscribe, areOn, () => true);
}

/** Kept for this browser, on all pages. */
export function switchKeys(on: boolean): void {
  document.documentElement.dataset.keys = on ? "on" : "off";
  for (const listener of listeners) listener();
  void savePreferences({ keys: on ? "on" : "off" });
}

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function areOn(): boolean {
  return document.documentElement.dataset.keys !== "off";
}

// Toasts are dialogs too, but they never have the page's focus.
const openLayers = '[role="dialog"][data-open], [role="menu"], [role="listbox"]';

function isForPage({ target, altKey, ctrlKey, metaKey, defaultPrevented }: KeyboardEvent): boolean {
  if (altKey || ctrlKey || metaKey || defaultPrevented) return false;
  if (document.querySelector(openLayers)) return false;
  return !(
    target instanceof Element && target.closest("input, textarea, select, [contenteditable]")
  );
}

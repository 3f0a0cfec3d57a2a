"use client";

import { useEffect } from "react";

/** Opens what the address names, and names in the address what is opened: every part has its permalink. */
export function OpenTarget() {
  useEffect(() => {
    openTarget();
    window.addEventListener("hashchange", openTarget);
    // A toggle does not bubble.
    document.addEventListener("toggle", nameTarget, { capture: true });
    return () => {
      window.removeEventListener("hashchange", openTarget);
      document.removeEventListener("toggle", nameTarget, { capture: true });
    };
  }, []);
  return null;
}

function openTarget(): void {
  const target = document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
  if (!(target instanceof HTMLDetailsElement)) return;
  target.open = true;
  target.scrollIntoView();
}

function nameTarget({ target }: Event): void {
  if (target instanceof HTMLDetailsElement && target.open && target.id) {
    window.history.replaceState(null, "", `#${target.id}`);
  }
}

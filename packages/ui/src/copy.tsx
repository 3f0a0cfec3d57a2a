"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "./button.tsx";

/** Copies `text`; says so for two seconds. */
export function CopyButton({ text, label = "Copy" }: { text: string; label?: string }) {
  const [copied, copy] = useCopy(text);
  return (
    <Button size="sm" onClick={copy}>
      {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
      <span aria-live="polite">{copied ? "Copied" : label}</span>
    </Button>
  );
}

/** An id in mono that copies itself when pressed. `short` shows its prefix and its last letters. */
export function CopyId({ id, short = false }: { id: string; short?: boolean }) {
  const [copied, copy] = useCopy(id);
  return (
    <button
      type="button"
      onClick={copy}
      title={id}
      className="group inline-flex min-h-6 max-w-full items-center gap-1 rounded-control font-mono text-meta text-ink-2 hover:text-ink"
    >
      <span className="truncate">{short ? shorten(id) : id}</span>
      <span className="sr-only" aria-live="polite">
        {copied ? ", copied" : ", copy"}
      </span>
      {copied ? (
        <Check aria-hidden className="size-3 shrink-0 text-ok" />
      ) : (
        <Copy aria-hidden className="size-3 shrink-0 text-ink-3 group-hover:text-ink" />
      )}
    </button>
  );
}

/** `ord_01jd…x4t2`: the prefix says what it is, the end tells two of them apart. */
export function shorten(id: string): string {
  return id.length > 16 ? `${id.slice(0, 4)}…${id.slice(-6)}` : id;
}

function useCopy(text: string): [boolean, () => void] {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  return [copied, () => void navigator.clipboard.writeText(text).then(() => setCopied(true))];
}

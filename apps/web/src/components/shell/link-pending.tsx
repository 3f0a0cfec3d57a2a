"use client";

import { LoaderCircle } from "lucide-react";
import { useLinkStatus } from "next/link";

/** Inside a link: turns while the page behind it is on its way. */
export function LinkPending() {
  const { pending } = useLinkStatus();
  if (!pending) return null;
  return (
    <LoaderCircle aria-hidden className="ml-auto size-3.5 text-ink-3 motion-safe:animate-spin" />
  );
}

"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { useMay } from "../trpc/use-may.ts";

type Props = {
  /** As the log's address names its filters. */
  filter: Readonly<Record<string, string>>;
  children: ReactNode;
};

/** The way to those requests in the log, for who may read it. */
export function RequestsLink({ filter, children }: Props) {
  if (!useMay("logs:read")) return "–";
  return (
    <Link href={`/requests?${new URLSearchParams(filter)}`} className="link">
      {children}
    </Link>
  );
}

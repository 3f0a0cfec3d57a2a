"use client";

import { CopyId, shorten } from "@crossdock/ui";
import Link from "next/link";
import { useMay } from "../trpc/use-may.ts";

/** A request's id: the way to it in the log, for who may read that; else to be copied. */
export function RequestLink({ id }: { id: string }) {
  if (!useMay("logs:read")) return <CopyId id={id} short />;
  return (
    <Link href={`/requests/${id}`} className="link font-mono text-meta" title={id}>
      {shorten(id)}
    </Link>
  );
}

"use client";

import { Skeleton, Time } from "@crossdock/ui";
import Link from "next/link";
import { DetailSection } from "../../../components/detail-section.tsx";
import type { Outputs } from "../../../trpc/server.tsx";
import { many } from "../../../words.ts";

type Top = Pick<Outputs["metrics"]["top"], "data" | "from">;

type Props = { top: Top | undefined; href(more: { errorCode: string }): string };

/** What went wrong most. Errors are summed up by whole hours: it is said from when on. */
export function ErrorTable({ top, href }: Props) {
  return (
    <DetailSection
      title="Top errors"
      aside={
        top && (
          <span className="text-meta text-ink-2">
            from <Time at={top.from} /> on
          </span>
        )
      }
    >
      {!top && <Skeleton lines={5} />}
      {top?.data.length === 0 && (
        <p className="text-table text-ink-2">Nothing was refused or failed in this time.</p>
      )}
      <ul className="text-table">
        {top?.data.map(({ id, count, faults }) => (
          <li
            key={id}
            className="flex min-h-9 flex-wrap items-center gap-x-4 border-t border-line py-1 last:border-b"
          >
            {id === "-" ? (
              <span className="text-ink-2">Without a code</span>
            ) : (
              <Link href={href({ errorCode: id })} className="link font-mono text-meta">
                {id}
              </Link>
            )}
            <span className={`ml-auto ${faults > 0 ? "text-bad" : ""}`}>
              {many(count, "request")}
            </span>
          </li>
        ))}
      </ul>
    </DetailSection>
  );
}

"use client";

import { Skeleton, Time } from "@crossdock/ui";
import Link from "next/link";
import { DetailSection } from "../../../components/detail-section.tsx";
import type { Outputs } from "../../../trpc/server.tsx";
import { shareWords } from "./models.ts";

type Quota = Outputs["metrics"]["quotas"]["data"][number];

/** Whose busiest minute of the last hour came near the limit. */
export function QuotaTable({ quotas }: { quotas: Quota[] | undefined }) {
  return (
    <DetailSection title="Use of quotas, last hour">
      {!quotas && <Skeleton lines={3} />}
      {quotas?.length === 0 && (
        <p className="text-table text-ink-2">
          No key or client with a limit a minute was used in the last hour.
        </p>
      )}
      <ul className="text-table">
        {quotas?.map((quota) => (
          <li key={quota.id} className="border-t border-line py-2 last:border-b">
            <div className="flex flex-wrap items-baseline gap-x-4">
              <Link
                href={`/requests?range=1h&principalId=${quota.id}`}
                className="link min-w-0 truncate"
              >
                {quota.name}
              </Link>
              <span className="ml-auto">
                {`${quota.busiest.toLocaleString("en")} of ${quota.perMinute.toLocaleString("en")} in a minute`}
              </span>
            </div>
            <div className="flex items-center gap-4">
              <Meter share={quota.share} />
              <span className={`w-12 text-right ${quota.share >= 0.8 ? "text-warn" : ""}`}>
                {shareWords(quota.share)}
              </span>
            </div>
            <p className="text-meta text-ink-2">
              Busiest <Time at={quota.busiestAt} />
              {quota.refused > 0 && `; ${quota.refused.toLocaleString("en")} refused in the hour`}
            </p>
          </li>
        ))}
      </ul>
    </DetailSection>
  );
}

function Meter({ share }: { share: number }) {
  const width = Math.min(100, Math.max(1, share * 100));
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 100 4"
      preserveAspectRatio="none"
      className="h-1.5 min-w-0 flex-1"
    >
      <rect width="100" height="4" className="fill-sunken forced-colors:fill-[GrayText]" />
      <rect
        width={width}
        height="4"
        className={`forced-colors:fill-[Highlight] ${share >= 0.8 ? "fill-warn" : "fill-accent"}`}
      />
    </svg>
  );
}

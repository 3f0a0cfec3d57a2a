"use client";

import { Status, type Tone } from "@crossdock/ui";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../../trpc/client.tsx";
import { verdictWords } from "./verdicts.ts";

/** How the deliveries of the last day ended, of one door or of all. */
export function DayFigures({ connector }: { connector: string | null }) {
  const { data } = useQuery(useTRPC().inbox.figures.queryOptions({}));
  const counts = new Map<string, number>();
  for (const row of data?.data ?? []) {
    if (connector !== null && row.connector !== connector) continue;
    counts.set(row.verdict, (counts.get(row.verdict) ?? 0) + row.count);
  }
  if (counts.size === 0) return null;
  return (
    <section aria-label="Deliveries of the last 24 hours" className="pt-3">
      <h2 className="pb-1 text-meta text-ink-2">Deliveries of the last 24 hours</h2>
      <ul className="flex flex-wrap gap-x-5 gap-y-1">
        {[...counts].map(([verdict, count]) => (
          <li key={verdict}>
            <Status tone={tones[verdict] ?? "bad"}>
              {`${count.toLocaleString("en")} ${verdictWords(verdict).toLowerCase()}`}
            </Status>
          </li>
        ))}
      </ul>
    </section>
  );
}

const tones: Record<string, Tone> = { accepted: "ok", duplicate: "off", conflict: "warn" };

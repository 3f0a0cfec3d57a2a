import type { ReactNode } from "react";
import type { Tone } from "./status.tsx";
import { Glyph } from "./status.tsx";

export type TimelineEntry = {
  id: string;
  tone: Tone;
  title: ReactNode;
  /** Who, by which transport, with which request. */
  meta?: ReactNode;
  detail?: ReactNode;
};

/** What happened, newest first, on one line down the side. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  return (
    <ol className="relative">
      {entries.map((entry) => (
        <li
          key={entry.id}
          className="relative grid grid-cols-[1.25rem_minmax(0,1fr)] gap-x-2 pb-4 before:absolute before:top-5 before:bottom-0 before:left-[0.3125rem] before:w-px before:bg-line last:pb-0 last:before:hidden"
        >
          <span className={`pt-1 ${colours[entry.tone]}`}>
            <Glyph tone={entry.tone} />
          </span>
          <div className="min-w-0">
            <div className="text-table">{entry.title}</div>
            {entry.meta && (
              <div className="flex flex-wrap items-center gap-x-2 text-meta text-ink-2">
                {entry.meta}
              </div>
            )}
            {entry.detail && <div className="pt-1 text-table text-ink-2">{entry.detail}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}

const colours: Record<Tone, string> = {
  ok: "text-ok",
  warn: "text-warn",
  bad: "text-bad",
  pending: "text-ink-3",
  partial: "text-info",
  off: "text-ink-3",
  info: "text-accent",
};

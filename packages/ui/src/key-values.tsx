import type { ReactNode } from "react";

/** Facts as term and value, one a line. Empty values show a dash. */
export function KeyValues({ items }: { items: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-6 gap-y-1 text-table">
      {items.map(([term, value]) => (
        <div key={term} className="contents">
          <dt className="min-h-6 py-0.5 text-ink-2">{term}</dt>
          <dd className="min-h-6 min-w-0 py-0.5 break-words">{value || "–"}</dd>
        </div>
      ))}
    </dl>
  );
}

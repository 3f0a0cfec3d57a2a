import { X } from "lucide-react";
import type { ReactNode } from "react";

type Props = { name: string; value: ReactNode; onRemove(): void };

/** A filter that is on, with the way to take it off. */
export function Chip({ name, value, onRemove }: Props) {
  return (
    <span className="inline-flex h-7 max-w-full min-w-0 items-center rounded-control border border-line bg-accent-soft pl-2 text-table">
      <span className="pr-1 whitespace-nowrap text-ink-2">{name}</span>
      <span className="truncate">{value}</span>
      <button
        type="button"
        onClick={onRemove}
        aria-label={`Take off the filter ${name}`}
        className="ml-1 flex size-6.5 shrink-0 items-center justify-center rounded-control text-ink-2 hover:text-ink"
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </span>
  );
}

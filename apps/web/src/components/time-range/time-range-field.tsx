"use client";

import { logRanges } from "@crossdock/api/schemas";
import { Button, Popover, useClockText } from "@crossdock/ui";
import { ChevronDown, Clock } from "lucide-react";
import { useState } from "react";
import { useKeys } from "../../use-keys.ts";
import { rangeOrUsual, rangeWords, type TimeRange } from "./ranges.ts";
import { TypedRange } from "./typed-range.tsx";

type Props = { value: TimeRange; onChange(value: TimeRange): void };

/** The time that a page is about: a preset, a typed length, or two moments. `T` opens it. */
export function TimeRangeField({ value, onChange }: Props) {
  const [open, setOpen] = useState(false);
  useKeys({ t: () => setOpen(true) });
  const current = rangeOrUsual(value);
  const choose = (next: TimeRange) => {
    setOpen(false);
    onChange(next);
  };
  return (
    <Popover
      label="Time range"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button>
          <Clock aria-hidden />
          <RangeWords value={current} />
          <ChevronDown aria-hidden className="text-ink-3" />
        </Button>
      }
    >
      <div className="flex w-80 max-w-full flex-col gap-3 p-3">
        <ul className="grid grid-cols-4 gap-1">
          {logRanges.map((range) => (
            <li key={range} className="contents">
              <Button
                size="sm"
                variant={current.range === range ? "primary" : "secondary"}
                aria-pressed={current.range === range}
                onClick={() => choose({ range, from: null, to: null })}
              >
                {range}
                <span className="sr-only">, {rangeWords(range).toLowerCase()}</span>
              </Button>
            </li>
          ))}
        </ul>
        <TypedRange value={current} onChoose={choose} />
      </div>
    </Popover>
  );
}

/** A range as people read it, moments in their own zone. */
export function RangeWords({ value: { range, from, to } }: { value: TimeRange }) {
  const clock = useClockText();
  if (range !== null) return rangeWords(range);
  const begin = from === null ? "the beginning" : clock(from);
  return `${begin} – ${to === null ? "now" : clock(to)}`;
}

"use client";

import { Time, useClockText } from "@crossdock/ui";
import { type KeyboardEvent, type PointerEvent, useState } from "react";
import { type Bar, bucketWords, endOf, type Selection, spanOf, steppedTo } from "./bars.ts";

type Props = {
  points: readonly Bar[];
  bucketSeconds: number;
  onZoom(from: string, to: string): void;
};

const height = 64;
const step = 10;

/**
 * A bar a bucket of time. Dragging over bars, or pressing one, zooms in; with the keyboard the arrows go
 * from bar to bar, with Shift they choose several, and Enter zooms. It is a slider to whoever hears it.
 */
export function TrafficBars({ points, bucketSeconds, onZoom }: Props) {
  const clock = useClockText();
  const [chosen, setChosen] = useState<Selection | null>(null);
  const [dragging, setDragging] = useState(false);
  const zoom = (selection: Selection) => {
    const { first, last } = spanOf(selection);
    const [from, to] = [points[first], points[last]];
    setChosen(null);
    if (from && to) onZoom(from.at, endOf(to, bucketSeconds));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && chosen) return zoom(chosen);
    if (event.key === "Escape") return setChosen(null);
    const next = steppedTo(event.key, chosen, { count: points.length, wide: event.shiftKey });
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    setChosen(next);
  };
  const at = (event: PointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const index = Math.floor(((event.clientX - left) / width) * points.length);
    return Math.min(points.length - 1, Math.max(0, index));
  };
  const words = (selection: Selection) => bucketWords(points, bucketSeconds, selection, clock);
  return (
    <div>
      <p aria-hidden className="flex h-4 justify-between gap-4 text-meta text-ink-2">
        <span className="truncate">{chosen ? words(chosen) : null}</span>
      </p>
      <div
        role="slider"
        tabIndex={0}
        aria-label="Requests over the time. Arrows choose, Enter zooms in"
        aria-valuemin={0}
        aria-valuemax={points.length - 1}
        aria-valuenow={chosen?.to ?? points.length - 1}
        aria-valuetext={words(chosen ?? { from: points.length - 1, to: points.length - 1 })}
        className="cursor-crosshair touch-pan-y select-none"
        onKeyDown={onKeyDown}
        onBlur={() => setChosen(null)}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setDragging(true);
          setChosen({ from: at(event), to: at(event) });
        }}
        onPointerMove={(event) => {
          const index = at(event);
          setChosen(dragging && chosen ? { ...chosen, to: index } : { from: index, to: index });
        }}
        onPointerUp={(event) => {
          setDragging(false);
          if (dragging && chosen) zoom({ ...chosen, to: at(event) });
        }}
        onPointerCancel={() => setDragging(false)}
        onPointerLeave={() => !dragging && setChosen(null)}
      >
        <Bars points={points} chosen={chosen} />
      </div>
      <p className="flex justify-between pt-1 text-meta text-ink-2">
        {points[0] && <Time at={points[0].at} clock />}
        {points.at(-1) && (
          <Time at={endOf(points[points.length - 1] as Bar, bucketSeconds)} clock />
        )}
      </p>
    </div>
  );
}

function Bars({ points, chosen }: { points: readonly Bar[]; chosen: Selection | null }) {
  const most = Math.max(1, ...points.map(({ count }) => count));
  const width = points.length * step;
  const tall = (count: number) => (count === 0 ? 0 : Math.max(2, (count / most) * height));
  const { first, last } = chosen ? spanOf(chosen) : { first: 0, last: -1 };
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${width} ${height + 1}`}
      preserveAspectRatio="none"
      className="pointer-events-none h-16 w-full"
    >
      {last >= first && (
        <rect
          x={first * step}
          y={0}
          width={(last - first + 1) * step}
          height={height}
          className="fill-accent-soft"
        />
      )}
      {points.map(({ at, count, errors, faults }, index) => {
        const x = index * step + 1;
        const [all, bad, worst] = [tall(count), tall(errors), tall(faults)];
        const rect = (size: number, look: string) =>
          size > 0 && (
            <rect x={x} y={height - size} width={step - 2} height={size} className={look} />
          );
        return (
          <g key={at}>
            {rect(all, "fill-accent")}
            {rect(bad, "fill-warn")}
            {rect(worst, "fill-bad")}
          </g>
        );
      })}
      <path d={`M0 ${height + 0.5}h${width}`} className="stroke-line-strong" />
    </svg>
  );
}

"use client";

import { type KeyboardEvent, type PointerEvent, useId, useState } from "react";
import { endOf, spanOf, steppedTo } from "../../app/(dashboard)/requests/traffic/bars.ts";
import { useChoice } from "./choice.tsx";
import { Hatch, Lines, Stack } from "./marks.tsx";
import { roundMax, tickIndexes } from "./scale.ts";
import { type Buckets, type ChartModel, isUnfinished } from "./series.ts";
import { useBucketText } from "./use-bucket-text.ts";
import { useWidth } from "./use-width.ts";

type Props = {
  model: ChartModel;
  buckets: Buckets;
  /** ISO 8601. */
  onZoom?: (from: string, to: string) => void;
};

const height = 132;
const room = 16;

/**
 * A chart over time. Dragging over it, or pressing a bucket, zooms in; with the keyboard the arrows go
 * from bucket to bucket, with Shift they choose several, and Enter zooms. It is a slider to who hears it.
 */
export function Chart({ model, buckets, onZoom }: Props) {
  const { starts, seconds } = buckets;
  const { choice, choose } = useChoice();
  const [dragging, setDragging] = useState(false);
  const { ref, width } = useWidth<HTMLDivElement>(600);
  const text = useBucketText(buckets);
  const count = starts.length;
  const zoom = () => {
    if (!choice) return;
    const { first, last } = spanOf(choice);
    const [from, to] = [starts[first], starts[last]];
    choose(null);
    if (from && to) onZoom?.(from, endOf({ at: to }, seconds));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") return zoom();
    if (event.key === "Escape") return choose(null);
    const next = steppedTo(event.key, choice, { count, wide: event.shiftKey });
    if (!next) return;
    event.preventDefault();
    choose(next);
  };
  const at = (event: PointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const index = Math.floor(((event.clientX - left) / width) * count);
    return Math.min(count - 1, Math.max(0, index));
  };
  const spoken = choice ?? { from: count - 1, to: count - 1 };
  return (
    <div
      ref={ref}
      role="slider"
      tabIndex={0}
      aria-label={`${model.title} over the time. Arrows choose${onZoom ? ", Enter zooms in" : ""}`}
      aria-valuemin={0}
      aria-valuemax={count - 1}
      aria-valuenow={spoken.to}
      aria-valuetext={readOut(model, buckets, spoken, text.bucket)}
      className={`touch-pan-y select-none ${onZoom ? "cursor-crosshair" : ""}`}
      onKeyDown={onKeyDown}
      onBlur={() => choose(null)}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setDragging(true);
        choose({ from: at(event), to: at(event) });
      }}
      onPointerMove={(event) => {
        const index = at(event);
        choose(dragging && choice ? { ...choice, to: index } : { from: index, to: index });
      }}
      onPointerUp={() => {
        setDragging(false);
        if (dragging) zoom();
      }}
      onPointerCancel={() => setDragging(false)}
      onPointerLeave={() => !dragging && choose(null)}
    >
      <Drawing {...{ model, buckets, width }} tick={text.tick} />
    </div>
  );
}

/** `25 Nov, 12:30 – 12:40: Went well 20, Refused 1`. Values of several buckets are not summed up. */
function readOut(
  { series, words }: ChartModel,
  { starts }: Buckets,
  choice: { from: number; to: number },
  bucket: (first: string, last: string) => string,
): string {
  const { first, last } = spanOf(choice);
  const [begin, end] = [starts[first], starts[last]];
  if (!begin || !end) return "";
  const when = bucket(begin, end);
  if (first !== last) return `${when}, ${last - first + 1} steps`;
  const values = series.map(({ name, values }) => {
    const value = values[first] ?? null;
    return `${name} ${value === null ? "none" : words(value)}`;
  });
  return `${when}: ${values.join(", ")}`;
}

type DrawingProps = {
  model: ChartModel;
  buckets: Buckets;
  width: number;
  tick(at: string): string;
};

function Drawing({ model: { kind, series, words }, buckets, width, tick }: DrawingProps) {
  const hatch = useId();
  const { choice } = useChoice();
  const count = buckets.starts.length;
  const values = series.map(({ values }) => values.map((value) => value ?? 0));
  const tops =
    kind === "stack"
      ? buckets.starts.map((_, index) => values.reduce((sum, one) => sum + (one[index] ?? 0), 0))
      : values.flat();
  const area = { width, height, count, max: roundMax(Math.max(0, ...tops)) };
  const unfinished = isUnfinished(buckets);
  const { first, last } = choice ? spanOf(choice) : { first: 0, last: -1 };
  const step = width / Math.max(1, count);
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 -6 ${width} ${height + room + 6}`}
      className="pointer-events-none block h-38.5 w-full text-meta"
    >
      <Hatch id={hatch} />
      <Grid {...area} words={Math.max(0, ...tops) > 0 ? words : () => ""} />
      {last >= first && (
        <rect
          x={first * step}
          y={-6}
          width={Math.max(1, (last - first + 1) * step)}
          height={height + 6}
          className="fill-accent-soft forced-colors:fill-[Highlight] forced-colors:opacity-40"
        />
      )}
      {kind === "stack" ? (
        <Stack {...{ series, area, unfinished, hatch }} />
      ) : (
        <Lines {...{ series, area, unfinished }} />
      )}
      <path d={`M0 ${height + 0.5}h${width}`} className="stroke-line-strong" />
      {tickIndexes(count, Math.floor(width / 88)).map((index) => (
        <text
          key={index}
          x={Math.min(width - 4, Math.max(4, (index + 0.5) * step))}
          y={height + room - 3}
          textAnchor={index === 0 ? "start" : index === count - 1 ? "end" : "middle"}
          className="fill-ink-2 forced-colors:fill-[CanvasText]"
        >
          {tick(buckets.starts[index] ?? "")}
        </text>
      ))}
    </svg>
  );
}

type GridProps = { width: number; height: number; max: number; words(value: number): string };

function Grid({ width, height, max, words }: GridProps) {
  return [1, 0.5].map((share) => {
    const y = Math.round(height * (1 - share)) + 0.5;
    return (
      <g key={share}>
        <path d={`M0 ${y}h${width}`} className="stroke-line" />
        <text x="0" y={y + 12} className="fill-ink-3 forced-colors:fill-[CanvasText]">
          {words(max * share)}
        </text>
      </g>
    );
  });
}

import { stretches } from "./scale.ts";
import type { Look, Series } from "./series.ts";

type Area = { width: number; height: number; count: number; max: number };

/** Colours of the marks, by what they tell. In forced colours the system's own, and the patterns. */
const looks: Record<Look, string> = {
  good: "text-accent forced-colors:text-[GrayText]",
  refused: "text-warn forced-colors:text-[CanvasText]",
  failed: "text-bad forced-colors:text-[Highlight]",
  first: "text-accent forced-colors:text-[CanvasText]",
  second: "text-info forced-colors:text-[Highlight]",
  third: "text-ink-3 forced-colors:text-[GrayText]",
};

const dashes: Partial<Record<Look, string>> = { second: "6 3", third: "2 3", refused: "6 3" };

/** Bars whose parts stand on each other, the last series at the bottom. The unfinished bar is paled. */
export function Stack({
  series,
  area,
  unfinished,
  hatch,
}: {
  series: readonly Series[];
  area: Area;
  unfinished: boolean;
  /** The id of the pattern that marks what was refused. */
  hatch: string;
}) {
  const { width, height, count, max } = area;
  const step = width / count;
  const gap = step > 5 ? 1.5 : step > 3 ? 0.75 : 0;
  const upwards = series.toReversed();
  return Array.from({ length: count }, (_, index) => index).map((index) => {
    let base = height;
    return (
      <g key={index} opacity={unfinished && index === count - 1 ? 0.45 : 1}>
        {upwards.map(({ name, look, values }) => {
          const value = values[index] ?? 0;
          if (value <= 0) return null;
          const tall = Math.max(1.5, (value / max) * height);
          base -= tall;
          const place = { x: index * step + gap / 2, y: base, width: step - gap, height: tall };
          return (
            <g key={name} className={looks[look]}>
              <rect {...place} fill="currentColor" />
              {look === "refused" && <rect {...place} fill={`url(#${hatch})`} />}
            </g>
          );
        })}
      </g>
    );
  });
}

/** Stripes over what was refused. */
export function Hatch({ id }: { id: string }) {
  return (
    <defs>
      <pattern
        id={id}
        width="4"
        height="4"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <path d="M0 1h4" className="stroke-panel" strokeWidth="1.25" />
      </pattern>
    </defs>
  );
}

/** Lines from bucket to bucket, broken at gaps; the way to the unfinished one is paled. */
export function Lines({
  series,
  area,
  unfinished,
}: {
  series: readonly Series[];
  area: Area;
  unfinished: boolean;
}) {
  const { width, height, count, max } = area;
  const point = ([index, value]: [number, number]) =>
    `${round(((index + 0.5) * width) / count)} ${round(height - (value / max) * height)}`;
  return series.map(({ name, look, values }) => {
    const whole = unfinished ? [...values.slice(0, -1), null] : values;
    const end = values.map((value, index) => (index >= count - 2 ? value : null));
    const path = (of: readonly (number | null)[]) =>
      stretches(of)
        .map((stretch) =>
          stretch.length === 1
            ? stretch.map((one) => `M${point(one)}h.01`).join("")
            : `M${stretch.map(point).join("L")}`,
        )
        .join("");
    return (
      <g
        key={name}
        className={looks[look]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        <path d={path(whole)} strokeDasharray={dashes[look]} />
        {unfinished && <path d={path(end)} strokeDasharray="1 4" opacity="0.6" />}
      </g>
    );
  });
}

/** A series' mark beside its name. */
export function Mark({ look, kind }: { look: Look; kind: "stack" | "lines" }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 16 10"
      className={`h-2.5 w-4 shrink-0 ${looks[look]}`}
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
    >
      {kind === "lines" ? (
        <path d="M0 5h16" strokeDasharray={dashes[look]} />
      ) : (
        <>
          <rect x="3" width="10" height="10" fill="currentColor" stroke="none" />
          {look === "refused" && (
            <path d="m3 7 7-7M6 10l7-7" className="stroke-bg" strokeWidth="1.25" />
          )}
        </>
      )}
    </svg>
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

import type { ReactNode } from "react";

type Day = {
  day: string;
  value: number;
  /** The part of the value that stands for failures. */
  failed?: number;
};

type Props = {
  days: readonly Day[];
  /** What the bars say, for whoever does not see them. */
  inWords: string;
  /** How the highest bar is read. */
  most(value: number): ReactNode;
};

const height = 72;
const step = 12;

/** A figure of bars, one a day in UTC. What it shows stands in a table beside it. */
export function DayBars({ days, inWords, most }: Props) {
  const top = Math.max(1, ...days.map(({ value }) => value));
  const tall = (value: number) => Math.max(1, (value / top) * height);
  return (
    <figure>
      <svg
        role="img"
        aria-label={inWords}
        viewBox={`0 0 ${days.length * step} ${height + 1}`}
        preserveAspectRatio="none"
        className="h-18 w-full"
      >
        <title>{inWords}</title>
        {days.map(({ day, value, failed = 0 }, index) => (
          <g key={day}>
            <Bar index={index} tall={tall(value)} look={value > 0 ? "fill-accent" : "fill-line"} />
            {failed > 0 && <Bar index={index} tall={tall(failed)} look="fill-bad" />}
          </g>
        ))}
        <path d={`M0 ${height + 0.5}h${days.length * step}`} className="stroke-line-strong" />
      </svg>
      <figcaption className="flex justify-between pt-1 text-meta text-ink-2">
        <span>{days[0]?.day}</span>
        <span>most: {most(top)}</span>
        <span>{days.at(-1)?.day} UTC</span>
      </figcaption>
    </figure>
  );
}

function Bar({ index, tall, look }: { index: number; tall: number; look: string }) {
  return (
    <rect x={index * step + 1} y={height - tall} width={step - 3} height={tall} className={look} />
  );
}

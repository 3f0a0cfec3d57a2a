"use client";

import { type ReactNode, useId } from "react";
import { spanOf } from "../../app/(dashboard)/requests/traffic/bars.ts";
import { Chart } from "./chart.tsx";
import { ChartTable } from "./chart-table.tsx";
import { useChoice } from "./choice.tsx";
import { Mark } from "./marks.tsx";
import { type Buckets, type ChartModel, isUnfinished } from "./series.ts";
import { useBucketText } from "./use-bucket-text.ts";

type Props = {
  model: ChartModel;
  buckets: Buckets;
  asTable: boolean;
  /** Left out where there is nothing to zoom into. */
  onZoom?: (from: string, to: string) => void;
  /** A bucket as a way to what it counts. */
  link(at: string, name: string): ReactNode;
  aside?: ReactNode;
};

/** A chart with what it says, what its marks mean, and the same numbers as a table in its place. */
export function ChartFigure({ model, buckets, asTable, onZoom, link, aside }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="min-w-0">
      <div className="flex items-baseline justify-between gap-4">
        <h2 id={id} className="text-section">
          {model.title}
        </h2>
        {aside}
      </div>
      <figure>
        <figcaption className="min-h-5 text-table text-ink-2">{model.summary}</figcaption>
        <Legend model={model} buckets={buckets} />
        {asTable ? (
          <ChartTable model={model} buckets={buckets} link={link} />
        ) : (
          <Chart model={model} buckets={buckets} {...(onZoom && { onZoom })} />
        )}
        <Footnote buckets={buckets} />
      </figure>
    </section>
  );
}

/** What the marks mean, with their totals; or with their values in the bucket that is chosen. */
function Legend({ model: { kind, series, words }, buckets }: Pick<Props, "model" | "buckets">) {
  const { choice } = useChoice();
  const text = useBucketText(buckets);
  const span = choice && spanOf(choice);
  const [first, last] = [buckets.starts[span?.first ?? -1], buckets.starts[span?.last ?? -1]];
  const one = span && span.first === span.last ? span.first : null;
  const wordsOf = (values: readonly (number | null)[], index: number) => {
    const value = values[index] ?? null;
    return value === null ? "–" : words(value);
  };
  return (
    <ul className="flex min-h-6 flex-wrap items-center gap-x-4 text-meta text-ink-2">
      {series.map(({ name, look, values, total }) => (
        <li key={name} className="inline-flex items-center gap-1.5 whitespace-nowrap">
          <Mark look={look} kind={kind} />
          {name}
          <span className="text-ink">{one === null ? total : wordsOf(values, one)}</span>
        </li>
      ))}
      {first && last && (
        <li aria-hidden className="ml-auto whitespace-nowrap">
          {text.bucket(first, last)}
        </li>
      )}
    </ul>
  );
}

function Footnote({ buckets }: { buckets: Buckets }) {
  const { zone } = useBucketText(buckets);
  return (
    <p className="flex justify-between gap-4 text-meta text-ink-3">
      <span>{isUnfinished(buckets) ? "The last step is not over yet" : ""}</span>
      <span>{`Times in ${zone}`}</span>
    </p>
  );
}

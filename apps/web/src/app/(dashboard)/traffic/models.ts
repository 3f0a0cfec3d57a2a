import type { ChartModel } from "../../../components/chart/series.ts";
import type { Outputs } from "../../../trpc/server.tsx";
import { many } from "../../../words.ts";
import { durationWords, sizeWords } from "../requests/duration-words.ts";
import type { Metric } from "./filters.ts";

type Traffic = Outputs["metrics"]["traffic"];
type Total = Traffic["total"];

/** The charts of the traffic, by what they measure. */
export function modelsOf({ points, total, previous }: Traffic): Record<Metric, ChartModel> {
  const before = previous?.total.count ? previous.total : null;
  return {
    requests: {
      title: "Requests",
      summary: `${many(total.count, "request")}${change(total.count, before?.count)}.`,
      kind: "stack",
      words: countWords,
      series: [
        {
          name: "Went well",
          look: "good",
          values: points.map(({ count, errors }) => count - errors),
          total: countWords(total.count - total.errors),
        },
        {
          name: "Refused (4xx)",
          look: "refused",
          values: points.map(({ errors, faults }) => errors - faults),
          total: countWords(total.errors - total.faults),
        },
        {
          name: "Failed (5xx)",
          look: "failed",
          values: points.map(({ faults }) => faults),
          total: countWords(total.faults),
        },
      ],
    },
    errors: {
      title: "Error rate",
      summary: errorSummary(total, before),
      kind: "lines",
      words: shareWords,
      series: [
        {
          name: "Refused or failed",
          look: "refused",
          values: points.map(({ count, errors }) => shareOf(errors, count)),
          total: shareWords(shareOf(total.errors, total.count) ?? 0),
        },
        {
          name: "Failed (5xx)",
          look: "failed",
          values: points.map(({ count, faults }) => shareOf(faults, count)),
          total: shareWords(shareOf(total.faults, total.count) ?? 0),
        },
      ],
    },
    latency: {
      title: "Latency",
      summary: latencySummary(total, before),
      kind: "lines",
      words: durationWords,
      series: (["p50", "p95", "p99"] as const).map((member, index) => ({
        name: member,
        look: (["first", "second", "third"] as const)[index] ?? "first",
        values: points.map((point) => point[member]),
        total: latencyWords(total[member]),
      })),
    },
    bytes: {
      title: "Data sent",
      summary: `${sizeWords(total.bytesOut)} in answers${change(total.bytesOut, before?.bytesOut)}; ${sizeWords(total.bytesIn)} came in.`,
      kind: "stack",
      words: sizeWords,
      series: [
        {
          name: "Sent",
          look: "good",
          values: points.map(({ bytesOut }) => bytesOut),
          total: sizeWords(total.bytesOut),
        },
      ],
    },
  };
}

export function countWords(count: number): string {
  if (count >= 1_000_000) return `${(count / 1_000_000).toLocaleString("en", digits(1))} m`;
  return count.toLocaleString("en", digits(count < 10 ? 1 : 0));
}

/** A share of 0 to 1: `0.4 %`, `12 %`. */
export function shareWords(share: number): string {
  const percent = share * 100;
  return `${percent.toLocaleString("en", digits(percent < 10 ? 1 : 0))} %`;
}

export function latencyWords(ms: number | null): string {
  return ms === null ? "–" : durationWords(ms);
}

export function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

/** `, 12 % more than in the time before`; nothing where there was none. */
function change(now: number, before: number | undefined): string {
  if (!before) return "";
  const more = now / before - 1;
  if (Math.abs(more) < 0.005) return ", as many as in the time before";
  return `, ${shareWords(Math.abs(more))} ${more > 0 ? "more" : "less"} than in the time before`;
}

function errorSummary(total: Total, before: Total | null): string {
  const share = shareOf(total.errors, total.count);
  if (share === null) return "Nothing was called.";
  const was = before && shareOf(before.errors, before.count);
  const text = `${shareWords(share)} refused or failed`;
  if (was === null || Math.abs(share - was) < 0.0005) return `${text}.`;
  return `${text}, ${share > was ? "up" : "down"} from ${shareWords(was)} in the time before.`;
}

function latencySummary({ p95 }: Total, before: Total | null): string {
  if (p95 === null) return "Nothing was called.";
  const was = before?.p95;
  const text = `19 of 20 were answered within ${durationWords(p95)}`;
  return was ? `${text}; ${durationWords(was)} in the time before.` : `${text}.`;
}

function digits(most: number): Intl.NumberFormatOptions {
  return { maximumFractionDigits: most };
}

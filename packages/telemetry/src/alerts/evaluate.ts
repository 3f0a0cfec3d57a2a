import { type Baselines, expectationAt } from "./baseline.ts";
import { judgeAbove, judgeLatency, judgeRate, judgeSilence, judgeUnusual } from "./judge.ts";
import type { Reading, WatchedRule } from "./rule.ts";
import { minuteMs, minuteOf, type Series, windowOf } from "./traffic.ts";

/** What a rule over requests is judged by. */
export type Watched = {
  series: Series;
  /** How the same requests usually are; null where nobody knows, as of a single client. */
  baselines: Baselines | null;
  watchingSince: Date;
};

/**
 * What a rule over requests says at `now`. The minute that runs counts for what is bad when there is
 * much of it; what is bad when there is little is judged on whole minutes alone, and only once they were
 * all watched: a server that was down had no traffic either.
 * @returns null for the kinds that are not about requests
 */
export function judgeTraffic(rule: WatchedRule, watched: Watched, now: Date): Reading | null {
  const { kind, threshold, windowMinutes } = rule;
  const end = minuteOf(now);
  const recent = () => windowOf(watched.series, end + 1, windowMinutes);
  if (kind === "fault_rate" || kind === "error_rate") {
    const { count: total, faults, errors } = recent();
    return judgeRate({ failures: kind === "fault_rate" ? faults : errors, total }, threshold);
  }
  if (kind === "latency") {
    return judgeLatency(recent().histogram, (rule.percentile ?? 95) / 100, threshold);
  }
  if (kind === "volume_above") return judgeAbove(recent().count, threshold);
  if (kind === "volume_unusual") return judgeVolume(rule, watched, end);
  return kind === "no_traffic" ? judgeStop(rule, watched, end) : null;
}

/** How many minutes of requests a rule is judged by, with the one that runs. */
export function minutesNeeded({ kind, windowMinutes }: WatchedRule): number {
  return 1 + (kind === "no_traffic" ? Math.max(windowMinutes, silenceMax) : windowMinutes);
}

function judgeVolume({ threshold, windowMinutes }: WatchedRule, watched: Watched, end: number) {
  const { series, baselines } = watched;
  const { count } = windowOf(series, end, windowMinutes);
  const expectation =
    baselines && watchedMinutes(watched, end) >= windowMinutes
      ? expectationAt(baselines, middleOf(end, windowMinutes))
      : null;
  return judgeUnusual(count, windowMinutes, expectation, threshold);
}

function judgeStop(rule: WatchedRule, watched: Watched, end: number): Reading {
  const { threshold, windowMinutes } = rule;
  const { series, baselines } = watched;
  const most = Math.min(minutesNeeded(rule) - 1, watchedMinutes(watched, end));
  let silent = 0;
  let count = series.get(end)?.count ?? 0;
  while (silent < most) {
    count += series.get(end - silent - 1)?.count ?? 0;
    if (count > threshold) break;
    silent += 1;
  }
  // Who asks to be told of the silence of one client has said that it should speak.
  if (!baselines) return judgeSilence(silent, windowMinutes, Number.POSITIVE_INFINITY);
  const expectation = expectationAt(baselines, middleOf(end, silent));
  const hourly = expectation && expectation.mean - 2 * Math.sqrt(expectation.variance);
  return judgeSilence(silent, windowMinutes, hourly && (hourly * silent) / 60 - threshold);
}

function watchedMinutes({ watchingSince }: Watched, end: number): number {
  return end - Math.ceil(watchingSince.getTime() / minuteMs);
}

function middleOf(end: number, minutes: number): Date {
  return new Date((end - minutes / 2) * minuteMs);
}

// Where few requests come, it takes as long to know that none do.
const silenceMax = 120;

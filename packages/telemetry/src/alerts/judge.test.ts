import { expect, test } from "vitest";
import { bucketOf } from "../histogram.ts";
import { judgeTraffic, type Watched } from "./evaluate.ts";
import { judgeAbove, judgeExpiry, judgeLatency, judgeRate, judgeUnusual } from "./judge.ts";
import type { WatchedRule } from "./rule.ts";
import { minuteMs, type Traffic } from "./traffic.ts";

const verdicts = (readings: { verdict: string }[]) => readings.map(({ verdict }) => verdict);

test("a rule is broken above its threshold and calm clearly below it", () => {
  const readings = [11, 10, 9.5, 9, 8.9].map((value) => judgeAbove(value, 10));
  expect(verdicts(readings)).toEqual(["broken", "between", "between", "between", "calm"]);
  expect(verdicts([13, 14, 16].map((days) => judgeExpiry(days, 14)))).toEqual([
    ...["broken", "between", "calm"],
  ]);
});

test.each([
  [4, 4, "between", "few that all fail don't ring"],
  [5, 5, "broken", "five that all fail do"],
  [5, 80, "between", "a little above may be chance"],
  [60, 1000, "between", "six in a hundred of a thousand may be, too"],
  [80, 1000, "broken", "eight are not"],
  [0, 0, "calm", "none are fine"],
])("%i failed of %i at 5 %%: %s, since %s", (failures, total, verdict) => {
  expect(judgeRate({ failures, total }, 5).verdict).toBe(verdict);
});

test("a percentile is broken when too many are slower, and tells its milliseconds", () => {
  const of = (fast: number, slow: number) =>
    new Map([
      [bucketOf(10_000), fast],
      [bucketOf(5_000_000), slow],
    ]);
  expect(judgeLatency(of(90, 4), 0.95, 2000).verdict).toBe("calm");
  expect(judgeLatency(of(80, 20), 0.95, 2000).verdict).toBe("broken");
  expect(judgeLatency(of(80, 20), 0.95, 2000).value / 5000).toBeCloseTo(1, 1);
  expect(judgeLatency(of(0, 4), 0.95, 2000).verdict, "four are too few").toBe("between");
});

test("unusual is far beside what chance and the hour explain, and twice as much or half", () => {
  const usual = { mean: 600, variance: 90 ** 2 };
  const verdictOf = (count: number) => judgeUnusual(count, 5, usual, 6).verdict;
  expect([50, 75, 100].map(verdictOf)).toEqual(["calm", "calm", "calm"]);
  expect(verdictOf(250)).toBe("broken");
  const small = { mean: 12, variance: 4 };
  expect(judgeUnusual(6, 5, small, 6).verdict, "six instead of one").toBe("calm");
  expect(judgeUnusual(500, 5, null, 6).verdict, "nobody knows what is usual").toBe("between");
});

const silence: WatchedRule = {
  ...{ kind: "no_traffic", threshold: 0, percentile: null, windowMinutes: 10, forMinutes: 0 },
};
const now = new Date("2026-03-03T12:00:05Z");
const minute = Math.floor(now.getTime() / minuteMs);

/** Requests that ended so many minutes ago, of a shop that usually has so many an hour. */
function silentFor(minutes: number, hourly: number | null, since = new Date(0)): Watched {
  const one: Traffic = { count: 20, errors: 0, faults: 0, histogram: new Map() };
  const series = new Map([[minute - minutes - 1, one]]);
  const hour = { mean: hourly ?? 0, variance: 0, weeks: 9 };
  const all = new Map(Array.from({ length: 168 }, (_, index) => [index, hour]));
  return { series, baselines: hourly === null ? null : all, watchingSince: since };
}

test("silence is broken once some should have come, which takes longer where few come", () => {
  const verdictOf = (minutes: number, hourly: number | null) =>
    judgeTraffic(silence, silentFor(minutes, hourly), now)?.verdict;
  expect(verdictOf(9, 2400)).toBe("calm");
  expect(verdictOf(10, 2400)).toBe("broken");
  expect(verdictOf(10, 120)).toBe("between");
  expect(verdictOf(50, 120)).toBe("between");
  expect(verdictOf(60, 120)).toBe("broken");
  expect(verdictOf(119, 6), "of a shop with few requests nobody can know").toBe("between");
  expect(verdictOf(10, null), "a client that was named").toBe("broken");
});

test("nobody knows of a silence while nothing was watched", () => {
  const since = new Date(now.getTime() - 5 * minuteMs);
  expect(judgeTraffic(silence, silentFor(60, 2400, since), now)?.verdict).toBe("calm");
});

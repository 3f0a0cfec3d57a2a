import type { Verdict } from "./rule.ts";
import { minuteMs } from "./traffic.ts";

/** An alert that is not over. */
export type OpenAlert = {
  state: "pending" | "firing";
  pendingAt: Date;
  firedAt: Date | null;
  /** Since when it has been calm without a break. */
  calmSince: Date | null;
};

export type AlertTiming = {
  now: Date;
  forMinutes: number;
  /** How often the same has fired lately: what flaps must be calm for longer. */
  firedLately: number;
  /** Since when rules are judged each minute: what was before nobody knows. */
  watchingSince: Date;
};

/**
 * What becomes of an alert; `null` where there is none. `dropped` was pending and came to nothing.
 */
export type NextAlert = OpenAlert | { state: "resolved" } | { state: "dropped" } | null;

/**
 * The next state of a rule: broken for `forMinutes` it fires, and is over once it was calm for as long,
 * five minutes at least. Each firing of the last two hours doubles that, up to an hour, so that what
 * flaps is one alert and not a hundred.
 */
export function advance(
  current: OpenAlert | null,
  verdict: Verdict,
  { now, forMinutes, firedLately, watchingSince }: AlertTiming,
): NextAlert {
  if (current?.state === "firing") {
    if (verdict !== "calm") return { ...current, calmSince: null };
    const calmSince = current.calmSince ?? now;
    const calmMinutes = Math.min(Math.max(forMinutes, calmMin) * 2 ** firedLately, calmMax);
    // A calm that began before a break in judging is begun anew.
    const known = later(calmSince, watchingSince);
    const isOver = minutesBetween(known, now) >= calmMinutes;
    return isOver ? { state: "resolved" } : { ...current, calmSince: known };
  }
  if (current && verdict === "calm") return { state: "dropped" };
  if (!current && verdict !== "broken") return null;
  const pendingAt = later(current?.pendingAt ?? now, watchingSince);
  const fires = verdict === "broken" && minutesBetween(pendingAt, now) >= forMinutes;
  return fires
    ? { state: "firing", pendingAt, firedAt: now, calmSince: null }
    : { state: "pending", pendingAt, firedAt: null, calmSince: null };
}

/** How far back a firing counts as lately. */
export const latelyMs = 2 * 60 * minuteMs;

const calmMin = 5;
const calmMax = 60;

function minutesBetween(from: Date, to: Date): number {
  return (to.getTime() - from.getTime()) / minuteMs;
}

function later(one: Date, other: Date): Date {
  return one > other ? one : other;
}

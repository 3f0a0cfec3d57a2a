import { invalidMember } from "@crossdock/core";
import { grainMs, rollupDays } from "@crossdock/telemetry";
import type { LogFilter } from "./schema.ts";

/** From a moment on, and before another. */
export type Period = { from: Date; to: Date };

/**
 * The time that a filter means: its `range` back from now, or `from` and `to`; the last day by default.
 * @throws AppError `validation_failed` where they say two things, or nothing that can be
 */
export function periodOf(
  { range, from, to }: Pick<LogFilter, "range" | "from" | "to">,
  now: Date,
  byDefault = "24h",
): Period {
  if (from === undefined && to === undefined) return back(range ?? byDefault, now);
  if (range !== undefined) {
    throw refused("range", "Send either `range` or `from` and `to`, not both.");
  }
  if (from === undefined) throw refused("from", "Send `from` with `to`, or `range` alone.");
  const period = { from: new Date(from), to: to === undefined ? soonAfter(now) : new Date(to) };
  if (period.from >= period.to) throw refused("from", "Send a `from` that is before `to`.");
  if (period.to.getTime() - period.from.getTime() > msMax) throw refused("from", tooLong);
  return period;
}

function back(range: string, now: Date): Period {
  const unit = units[range.slice(-1)] ?? 0;
  const ms = Number(range.slice(0, -1)) * unit;
  if (ms > msMax) throw refused("range", tooLong);
  return { from: new Date(now.getTime() - ms), to: soonAfter(now) };
}

// What came in during this very millisecond belongs to it, and what another process's clock is ahead.
function soonAfter(now: Date): Date {
  return new Date(now.getTime() + 1000);
}

function refused(member: "range" | "from", detail: string) {
  return invalidMember({ pointer: `#/${member}`, code: "invalid_period", detail });
}

const units: Record<string, number> = { m: grainMs.minute, h: grainMs.hour, d: grainMs.day };
// As long as the sums of a day are kept.
const daysMax = rollupDays.day;
const msMax = daysMax * grainMs.day;
const tooLong = `Ask for ${daysMax} days at the most.`;

import { type AppError, invalidMember } from "@crossdock/core";
import {
  bucketsSince,
  type Grain,
  grainMs,
  type RollupSegment,
  rollupDays,
} from "@crossdock/telemetry";
import { type Period, periodOf } from "../logs/period.ts";
import type { LogFilter } from "../logs/schema.ts";

/** A time that is asked about, widened to whole buckets. */
export type Window = { from: Date; to: Date; grain: Grain; stepSeconds: number };

type Asked = Pick<LogFilter, "range" | "from" | "to">;

/**
 * The buckets that show this time: of the coarsest sums that can and that are still kept, 200 of them
 * at the most. The last one may be unfinished.
 * @throws AppError `validation_failed` where it is no time, or none that has passed
 */
export function windowOf(asked: Asked, now: Date, secondsMin = 60): Window {
  const period = periodOf(asked, now);
  const end = Math.min(period.to.getTime(), now.getTime());
  const begin = Math.max(period.from.getTime(), now.getTime() - keptMs("day"));
  if (begin >= end) throw notYet();
  const grain = grainOf(begin, end, now.getTime());
  const fits = (step: number) => step >= secondsMin * 1000 && (end - begin) / step <= pointsMax - 1;
  const step = [...steps[grain], ...steps.hour].find(fits) ?? week;
  return { from: down(begin, step), to: up(end, step), grain, stepSeconds: step / 1000 };
}

/** As many buckets right before; null where their sums are not kept any more. */
export function windowBefore({ from, to, ...rest }: Window, now: Date): Window | null {
  const begin = 2 * from.getTime() - to.getTime();
  if (begin < now.getTime() - keptMs(rest.grain)) return null;
  return { ...rest, from: new Date(begin), to: from };
}

/** The same time from as few rows as can be: days where they are whole, finer sums at the edges. */
export function segmentsOf({ from, to, grain }: Omit<Window, "stepSeconds">): RollupSegment[] {
  return cut(from, to, coarsestFirst.slice(0, coarsestFirst.indexOf(grain) + 1));
}

/** The hours that this time touches, or days where hours are not kept any more, from as few rows as can be. */
export function hoursOf({ from, to }: Period, now: Date): RollupSegment[] {
  const grain = from.getTime() < now.getTime() - keptMs("hour") ? "day" : "hour";
  // The sum of today is as new as that of its last hour.
  const end = to >= now ? up(now.getTime(), day) : up(to.getTime(), grainMs[grain]);
  return segmentsOf({ from: down(from.getTime(), grainMs[grain]), to: end, grain });
}

/** The moment at which each bucket begins. */
export function bucketStarts({ from, to, stepSeconds }: Window): Date[] {
  const count = (to.getTime() - from.getTime()) / (stepSeconds * 1000);
  return Array.from(
    { length: count },
    (_, index) => new Date(from.getTime() + index * stepSeconds * 1000),
  );
}

const { minute, hour, day } = grainMs;
const week = 7 * day;
const pointsMax = 200;
const coarsestFirst: readonly Grain[] = ["day", "hour", "minute"];

const steps: Record<Grain, readonly number[]> = {
  minute: [1, 2, 5, 10].map((count) => count * minute),
  hour: [1, 2, 3, 4].map((count) => count * hour),
  day: [day, week],
};

function keptMs(grain: Grain): number {
  return rollupDays[grain] * day;
}

function grainOf(begin: number, end: number, now: number): Grain {
  if (end - begin <= day && begin >= now - keptMs("minute")) return "minute";
  if (end - begin <= 30 * day && begin >= now - keptMs("hour")) return "hour";
  return "day";
}

function down(at: number, step: number): Date {
  return new Date(bucketsSince + Math.floor((at - bucketsSince) / step) * step);
}

function up(at: number, step: number): Date {
  return new Date(bucketsSince + Math.ceil((at - bucketsSince) / step) * step);
}

function cut(from: Date, to: Date, [grain = "day", ...finer]: Grain[]): RollupSegment[] {
  if (from >= to) return [];
  if (finer.length === 0) return [{ grain, from, to }];
  const [begin, end] = [up(from.getTime(), grainMs[grain]), down(to.getTime(), grainMs[grain])];
  if (begin >= end) return cut(from, to, finer);
  return [...cut(from, begin, finer), { grain, from: begin, to: end }, ...cut(end, to, finer)];
}

function notYet(): AppError {
  const detail = "Send a `from` that has passed.";
  return invalidMember({ pointer: "#/from", code: "invalid_period", detail });
}

import { type AppError, invalidMember } from "@crossdock/core";
import { bucketsSince, type RollupGrain, type RollupSegment } from "@crossdock/telemetry";
import { periodOf } from "../logs/period.ts";
import type { LogFilter } from "../logs/schema.ts";

/** A time that is asked about, widened to whole buckets. */
export type Window = { from: Date; to: Date; grain: RollupGrain; stepSeconds: number };

type Asked = Pick<LogFilter, "range" | "from" | "to">;

/**
 * The buckets that show this time: of the coarsest sums that can and that are still kept, 200 of them
 * at the most. The last one may be unfinished.
 * @throws AppError `validation_failed` where it is no time, or none that has passed
 */
export function windowOf(asked: Asked, now: Date, secondsMin = 60): Window {
  const period = periodOf(asked, now);
  const end = Math.min(period.to.getTime(), now.getTime());
  const begin = Math.max(period.from.getTime(), now.getTime() - kept.day);
  if (begin >= end) throw notYet();
  const grain = grainOf(begin, end, now.getTime());
  const fits = (step: number) => step >= secondsMin * 1000 && (end - begin) / step <= pointsMax - 1;
  const step = [...steps[grain], ...steps.hour].find(fits) ?? week;
  return { from: down(begin, step), to: up(end, step), grain, stepSeconds: step / 1000 };
}

/** As many buckets right before; null where their sums are not kept any more. */
export function windowBefore({ from, to, ...rest }: Window, now: Date): Window | null {
  const begin = 2 * from.getTime() - to.getTime();
  if (begin < now.getTime() - kept[rest.grain]) return null;
  return { ...rest, from: new Date(begin), to: from };
}

/** The same time from as few rows as can be: days where they are whole, finer sums at the edges. */
export function segmentsOf({ from, to, grain }: Window): RollupSegment[] {
  return cut(from, to, coarsestFirst.slice(0, coarsestFirst.indexOf(grain) + 1));
}

/** The moment at which each bucket begins. */
export function bucketStarts({ from, to, stepSeconds }: Window): Date[] {
  const count = (to.getTime() - from.getTime()) / (stepSeconds * 1000);
  return Array.from(
    { length: count },
    (_, index) => new Date(from.getTime() + index * stepSeconds * 1000),
  );
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const week = 7 * day;
const pointsMax = 200;
const coarsestFirst: readonly RollupGrain[] = ["day", "hour", "minute"];
const sizes = { minute, hour, day };

/** How long the sums of each grain are kept. */
const kept = { minute: week, hour: 90 * day, day: 800 * day };

const steps: Record<RollupGrain, readonly number[]> = {
  minute: [1, 2, 5, 10].map((count) => count * minute),
  hour: [1, 2, 3, 4].map((count) => count * hour),
  day: [day, week],
};

function grainOf(begin: number, end: number, now: number): RollupGrain {
  if (end - begin <= day && begin >= now - kept.minute) return "minute";
  if (end - begin <= 30 * day && begin >= now - kept.hour) return "hour";
  return "day";
}

function down(at: number, step: number): Date {
  return new Date(bucketsSince + Math.floor((at - bucketsSince) / step) * step);
}

function up(at: number, step: number): Date {
  return new Date(bucketsSince + Math.ceil((at - bucketsSince) / step) * step);
}

function cut(from: Date, to: Date, [grain = "day", ...finer]: RollupGrain[]): RollupSegment[] {
  if (from >= to) return [];
  if (finer.length === 0) return [{ grain, from, to }];
  const [begin, end] = [up(from.getTime(), sizes[grain]), down(to.getTime(), sizes[grain])];
  if (begin >= end) return cut(from, to, finer);
  return [...cut(from, begin, finer), { grain, from: begin, to: end }, ...cut(end, to, finer)];
}

function notYet(): AppError {
  const detail = "Send a `from` that has passed.";
  return invalidMember({ pointer: "#/from", code: "invalid_period", detail });
}

import { invalidMember } from "@crossdock/core";

/** Whole days (UTC): from the first on, before the day that follows the last. */
export type Days = { from: Date; to: Date };

/** So many days, of which today is the last. */
export function lastDays(now: Date, count: number): Days {
  const to = (Math.floor(now.getTime() / dayMs) + 1) * dayMs;
  return { from: new Date(to - count * dayMs), to: new Date(to) };
}

/**
 * The days of a month such as `2026-10`, today the last.
 * @throws AppError `validation_failed` for one that has not begun
 */
export function daysOfMonth(month: string, now: Date): Days {
  const from = new Date(`${month}-01T00:00:00Z`);
  if (from > now) {
    const detail = "Send a month that has begun.";
    throw invalidMember({ pointer: "#/month", code: "invalid_period", detail });
  }
  const next = new Date(from);
  next.setUTCMonth(from.getUTCMonth() + 1);
  const { to } = lastDays(now, 1);
  return { from, to: next < to ? next : to };
}

/** The days by name, `2026-10-31`, oldest first. */
export function namesOfDays({ from, to }: Days): string[] {
  const count = (to.getTime() - from.getTime()) / dayMs;
  return Array.from({ length: count }, (_, index) =>
    new Date(from.getTime() + index * dayMs).toISOString().slice(0, 10),
  );
}

const dayMs = 86_400_000;

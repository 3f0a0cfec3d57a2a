import type { Random } from "./random.ts";

export const dayMs = 86_400_000;

/** What became of an order, and when; of the later times only those count that its status needs. */
export type Outcome = {
  status: "pending" | "confirmed" | "completed" | "canceled";
  placedAt: Date;
  paidAt: Date;
  shippedAt: Date;
  canceledAt: Date;
};

/**
 * What becomes of orders placed at these times, oldest first. Nothing is older than life allows:
 * what is not paid for seven days is canceled, and what is paid is shipped within two weeks.
 */
export function planOutcomes(random: Random, now: Date, placed: Date[]): Outcome[] {
  const statuses = planStatuses(random, now, placed);
  return placed.map((placedAt, index) => {
    const paidAt = later(random, placedAt, now, 2 * dayMs);
    const shippedAt = later(random, paidAt, now, 3 * dayMs);
    const canceledAt = later(random, placedAt, now, 5 * dayMs);
    return { placedAt, status: statuses[index] ?? "completed", paidAt, shippedAt, canceledAt };
  });
}

/** How many of the orders end how; the rest is completed. */
const shares = { pending: 0.035, confirmed: 0.08, canceled: 0.105 };

function planStatuses(random: Random, now: Date, placed: Date[]): Outcome["status"][] {
  const statuses = placed.map((): Outcome["status"] => "completed");
  const assign = (status: keyof typeof shares, from: number, to: number) => {
    const open = placed.flatMap((at, index) => {
      const days = (now.getTime() - at.getTime()) / dayMs;
      return days >= from && days < to && statuses[index] === "completed" ? [index] : [];
    });
    const count = Math.round(placed.length * shares[status]);
    for (const index of random.some(open, count)) statuses[index] = status;
  };
  assign("pending", 0, 6.5);
  assign("confirmed", 0, 13);
  assign("canceled", 1, Number.POSITIVE_INFINITY);
  return statuses;
}

// Some time after, at most `atMost` of it, and always before now.
function later(random: Random, after: Date, now: Date, atMost: number): Date {
  const room = Math.min(atMost, (now.getTime() - after.getTime()) * 0.8);
  return new Date(after.getTime() + Math.ceil(room * (0.05 + 0.9 * random.next() ** 2)));
}

import type { QueryContext } from "../procedure/context.ts";

type DayRow = { day: Date; amount: number; orders: number };
type CountRow = Record<
  | "ordersToday"
  | "ordersOpen"
  | "lowStock"
  | "openInquiries"
  | "requestsToday"
  | "failedRequestsToday",
  number
>;

/** The figures of the first screen; days are UTC. */
export async function readOverview({ db, now }: QueryContext) {
  const shop = await db.shop.findFirstOrThrow();
  const today = new Date(now.toISOString().slice(0, 10));
  const since = new Date(today.getTime() - 29 * 86_400_000);
  const [counts] = await db.$queryRaw<CountRow[]>`
    SELECT
      (SELECT count(*)::int FROM "order" WHERE created_at >= ${today}) AS "ordersToday",
      (SELECT count(*)::int FROM "order" WHERE status = 'confirmed') AS "ordersOpen",
      (SELECT count(*)::int FROM inventory_level WHERE stocked = reserved) AS "lowStock",
      (SELECT count(*)::int FROM inquiry WHERE status = 'open') AS "openInquiries",
      requests.count AS "requestsToday", requests.failed AS "failedRequestsToday"
    FROM (
      SELECT coalesce(sum(count), 0)::int AS count,
        coalesce(sum(count) FILTER (WHERE status_class >= 4), 0)::int AS failed
      FROM request_rollup
      WHERE grain = 'day' AND level = 0 AND at = ${today} AND transport = 'rest'
    ) requests`;
  const days = await db.$queryRaw<DayRow[]>`
    SELECT d.day::date AS day, coalesce(sum(o.total), 0)::float8 AS amount, count(o.id)::int AS orders
    FROM generate_series(${since}::date, ${today}::date, interval '1 day') AS d(day)
    LEFT JOIN "order" o ON o.currency = ${shop.currency} AND o.status IN ('confirmed', 'completed')
      AND o.created_at >= d.day AND o.created_at < d.day + interval '1 day'
    GROUP BY 1 ORDER BY 1`;
  const firstCall = await db.requestRollup.findFirst({
    where: { grain: "day", level: 0, transport: "rest" },
    orderBy: [{ at: "asc" }, { firstAt: "asc" }],
  });
  const byDay = days.map(({ day, amount, orders }) => ({
    day: day.toISOString().slice(0, 10),
    amount,
    orders,
  }));
  return {
    ...(counts ?? noCounts),
    revenue: {
      currency: shop.currency,
      today: byDay.at(-1)?.amount ?? 0,
      last30Days: byDay.reduce((sum, { amount }) => sum + amount, 0),
      byDay,
    },
    firstCallAt: firstCall?.firstAt.toISOString() ?? null,
  };
}

const noCounts: CountRow = {
  ordersToday: 0,
  ordersOpen: 0,
  lowStock: 0,
  openInquiries: 0,
  requestsToday: 0,
  failedRequestsToday: 0,
};

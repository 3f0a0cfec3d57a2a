import type { QueryContext } from "../procedure/context.ts";
import { apiCalls } from "./calls.ts";

/** The months (UTC) in which the caller's credentials have called, newest first: of the last two years. */
export async function monthsOf({
  db,
  now,
  principal: { partnerId },
}: Pick<QueryContext, "db" | "now" | "principal">): Promise<string[]> {
  const since = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 23, 1));
  const rows = await db.$queryRaw<{ month: string }[]>`
    SELECT DISTINCT to_char(day AT TIME ZONE 'UTC', 'YYYY-MM') AS month FROM ${apiCalls} c
    WHERE day >= ${since} AND day <= ${now} AND partner_id = coalesce(${partnerId}, partner_id)
    ORDER BY month DESC`;
  return rows.map(({ month }) => month);
}

import type { Database } from "@crossdock/db";
import { type Condition, toSql } from "./conditions.ts";
import type { Place } from "./cursor.ts";
import type { Period } from "./period.ts";
import { columns, type LogRow } from "./row.ts";

type Search = {
  conditions: readonly Condition[];
  period: Period;
  /** Rows that come after this one. */
  after: Place | null;
  limit: number;
};

/**
 * The newest rows of the log that meet all conditions. It is kept in a partition a day: one day after
 * the other is searched, the newest first, until there are enough, so that what is frequent is found
 * in the first and only what is rare needs them all.
 */
export async function searchLogs(
  db: Pick<Database, "query">,
  { conditions, period, after, limit }: Search,
): Promise<LogRow[]> {
  const found: LogRow[] = [];
  for (const day of daysOf(period, after)) {
    const values: unknown[] = [day.from, day.to];
    const wanted = [...conditions, ...(after ? [comesAfter(after)] : [])];
    const where = ["at >= $1", "at < $2", ...(wanted.length > 0 ? [toSql(wanted, values)] : [])];
    values.push(limit - found.length);
    // Without a name: a plan that was made for other values would use another index.
    const rows = await db.query<LogRow>(
      "",
      `SELECT ${columns} FROM request_log WHERE ${where.join(" AND ")}
      ORDER BY at DESC, id DESC LIMIT $${values.length}`,
      values,
    );
    found.push(...rows);
    if (found.length >= limit) break;
  }
  return found;
}

function comesAfter({ at, id }: Place): Condition {
  return { sql: "(at, id) < (?, ?)", values: [at, id] };
}

/** The days (UTC) of a period, the newest first, its first and last one cut to it. */
function daysOf({ from, to }: Period, after: Place | null): Period[] {
  const end = after && after.at < to ? new Date(after.at.getTime() + 1) : to;
  const days: Period[] = [];
  for (let before = end; before > from; ) {
    const midnight = new Date(Math.floor((before.getTime() - 1) / dayMs) * dayMs);
    const start = midnight > from ? midnight : from;
    days.push({ from: start, to: before });
    before = start;
  }
  return days;
}

const dayMs = 86_400_000;

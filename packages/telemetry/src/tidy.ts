import type { Database } from "@crossdock/db";
import { errorGrains } from "./error-rollup-rows.ts";
import { dropPartitions } from "./partitions.ts";
import { grainMs, rollupDays } from "./rollup-rows.ts";

/** Drops the log's days that are older than `logDays`, and deletes old sums in pieces. */
export async function tidyRequestLog(
  db: Pick<Database, "query">,
  now: Date,
  logDays: number,
): Promise<void> {
  const before = (days: number) => new Date(now.getTime() - days * grainMs.day);
  await dropPartitions(db, before(logDays));
  for (const [grain, days] of Object.entries(rollupDays))
    await deleteSums(db, "request_rollup", grain, before(days));
  for (const grain of errorGrains)
    await deleteSums(db, "error_rollup", grain, before(rollupDays[grain]));
}

const rowsAtOnce = 5000;

/** In pieces: no statement may take longer than a few seconds. */
async function deleteSums(
  db: Pick<Database, "query">,
  table: "request_rollup" | "error_rollup",
  grain: string,
  before: Date,
): Promise<void> {
  const statement = `
    DELETE FROM ${table} WHERE ctid = ANY(ARRAY(
      SELECT ctid FROM ${table} WHERE grain = $1 AND at < $2 LIMIT $3))
    RETURNING 1`;
  for (let gone = rowsAtOnce; gone === rowsAtOnce; ) {
    const rows = await db.query(`delete ${table}`, statement, [grain, before, rowsAtOnce]);
    gone = rows.length;
  }
}

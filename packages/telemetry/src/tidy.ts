import type { Database } from "@crossdock/db";
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
  for (const [grain, days] of Object.entries(rollupDays)) {
    // No statement may take longer than a few seconds.
    for (let gone = rowsAtOnce; gone === rowsAtOnce; ) {
      const rows = await db.query("delete-rollups", deleteSums, [grain, before(days), rowsAtOnce]);
      gone = rows.length;
    }
  }
}

const rowsAtOnce = 5000;

const deleteSums = `
  DELETE FROM request_rollup WHERE ctid = ANY(ARRAY(
    SELECT ctid FROM request_rollup WHERE grain = $1 AND at < $2 LIMIT $3))
  RETURNING 1`;

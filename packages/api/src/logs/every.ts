import type { Services } from "../procedure/context.ts";
import { lookedFor, toSql } from "./conditions.ts";
import type { Place } from "./cursor.ts";
import { namesOf } from "./names.ts";
import { type Period, periodOf } from "./period.ts";
import { toLogEntry } from "./row.ts";
import type { LogEntry, LogFilter } from "./schema.ts";
import { searchLogs } from "./search.ts";

/** All that a filter found at a moment; `partnerId`: of that partner's credentials alone. */
export type EveryLog = { filter: LogFilter; partnerId: string | null; at: Date };

type Logs = Pick<Services, "db" | "requests" | "connectors">;

/** Every request that is asked for, newest first: a thousand at a time, by where the last ones ended. */
export async function* everyLog(
  services: Logs,
  { filter, partnerId, at }: EveryLog,
): AsyncGenerator<LogEntry[]> {
  await services.requests.flush();
  const search = {
    ...lookedFor(filter, { kind: "system", partnerId }),
    period: periodOf(filter, at),
    limit: pageRows,
  };
  for (let after: Place | null = null; ; ) {
    const rows = await searchLogs(services.db, { ...search, after });
    const names = await namesOf({ db: services.db.prisma, services }, rows);
    yield rows.map((row) => toLogEntry(row, names));
    const last = rows.at(-1);
    if (last === undefined || rows.length < pageRows) return;
    after = last;
  }
}

const pageRows = 1000;

/** How many they are, counted no further than `max`: day by day, so that no statement takes long. */
export async function countLogs(
  services: Logs,
  { filter, partnerId, at }: EveryLog,
  max: number,
): Promise<number> {
  await services.requests.flush();
  const { conditions } = lookedFor(filter, { kind: "system", partnerId });
  let count = 0;
  for (const { from, to } of daysOf(periodOf(filter, at))) {
    const values: unknown[] = [];
    const during = { sql: "at >= ? AND at < ?", values: [from, to] };
    const text = `SELECT count(*)::int AS rows FROM request_log
      WHERE ${toSql([during, ...conditions], values)}`;
    const [found] = await services.db.query<{ rows: number }>("", text, values);
    count += found?.rows ?? 0;
    if (count >= max) return max;
  }
  return count;
}

function* daysOf({ from, to }: Period): Generator<Period> {
  for (let end = to.getTime(); end > from.getTime(); end -= dayMs) {
    yield { from: new Date(Math.max(end - dayMs, from.getTime())), to: new Date(end) };
  }
}

const dayMs = 86_400_000;

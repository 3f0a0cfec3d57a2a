import type { Database } from "@crossdock/db";
import type { z } from "zod";
import type { QueryContext } from "../procedure/context.ts";
import { type Condition, lookedFor, toSql } from "./conditions.ts";
import { namesOf } from "./names.ts";
import { type Period, periodOf } from "./period.ts";
import type { ListLogErrors, LogErrors } from "./schema.ts";

type Row = {
  errorCode: string | null;
  status: number;
  transport: string;
  operation: string | null;
  version: string | null;
  principalKind: string | null;
  principalId: string | null;
  count: number;
  firstAt: Date;
  lastAt: Date;
  requestId: string;
};

/** What went wrong, by what and by whom: a row a group, the most frequent or the latest first. */
export async function listErrors(
  ctx: QueryContext,
  { sort, limit, ...filter }: z.output<typeof ListLogErrors>,
): Promise<z.input<typeof LogErrors>> {
  const { conditions } = lookedFor(filter, ctx.principal);
  const period = periodOf(filter, ctx.now);
  const rows = await listErrorRows(ctx.services.db, { conditions, period, sort, limit });
  const names = await namesOf(ctx, rows);
  return {
    data: rows.map(({ principalKind, principalId: id, ...row }) => ({
      ...row,
      transport: row.transport as "rest",
      principal:
        id === null ? null : { kind: principalKind ?? "", id, name: names.get(id) ?? null },
      firstAt: row.firstAt.toISOString(),
      lastAt: row.lastAt.toISOString(),
    })),
  };
}

type Search = {
  conditions: readonly Condition[];
  period: Period;
  sort: "count" | "lastAt";
  limit: number;
};

export function listErrorRows(
  db: Pick<Database, "query">,
  { conditions, period, sort, limit }: Search,
): Promise<Row[]> {
  const values: unknown[] = [period.from, period.to];
  return db.query<Row>(
    "",
    `SELECT error_code AS "errorCode", status, transport, operation, version,
      principal_kind AS "principalKind", principal_id AS "principalId", count(*)::float8 AS count,
      min(at) AS "firstAt", max(at) AS "lastAt", max(request_id) AS "requestId"
    FROM request_log WHERE at >= $1 AND at < $2 AND ${toSql([failed, ...conditions], values)}
    GROUP BY error_code, status, transport, operation, version, principal_kind, principal_id
    ORDER BY ${orders[sort]} LIMIT $${values.push(limit)}`,
    values,
  );
}

/** As the partial index on errors has it. */
const failed = { sql: "(status >= 400 OR error_code IS NOT NULL)", values: [] };

// Request ids sort by time: the largest is the latest.
const orders = {
  count: `count DESC, "lastAt" DESC, "requestId"`,
  lastAt: `"lastAt" DESC, "requestId" DESC`,
};

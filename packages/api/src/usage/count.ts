import { Prisma } from "@crossdock/db";
import type { z } from "zod";
import type { QueryContext } from "../procedure/context.ts";
import { measuredCalls } from "./calls.ts";
import { daysOfMonth, lastDays, namesOfDays } from "./period.ts";
import type { GetUsage, Usage } from "./schema.ts";

type Counts = { calls: number; errors: number; rateLimited: number };
type Filter = Omit<z.output<typeof GetUsage>, "partnerId"> & { partnerId: string | null };

/** One of the four facts is there, which is what the row sums up; the others are null. */
type Row = Counts & {
  day: string | null;
  operation: string | null;
  version: string | null;
  id: string | null;
  lastAt: Date;
};

/** Calls of the public API in some days, by each of what they are told apart by. */
export async function countCalls(
  ctx: Pick<QueryContext, "db" | "now">,
  filter: Filter,
): Promise<Omit<z.input<typeof Usage>, "quotas">> {
  const { days, month } = filter;
  const period = month === undefined ? lastDays(ctx.now, days) : daysOfMonth(month, ctx.now);
  const rows = await ctx.db.$queryRaw<Row[]>`
    SELECT to_char(day AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, operation, version,
      principal_id AS id, sum(calls)::float8 AS calls, sum(errors)::float8 AS errors,
      sum(rate_limited)::float8 AS "rateLimited", max(last_at) AS "lastAt"
    FROM ${measuredCalls} c
    WHERE day >= ${period.from} AND day < ${period.to} AND ${matching(filter)}
    GROUP BY GROUPING SETS ((day), (operation), (version), (principal_id))
    ORDER BY sum(calls) DESC, operation, version, principal_id`;
  const byDay = new Map(rows.map((row) => [row.day, countsOf(row)]));
  const perDay = namesOfDays(period).map((day) => ({ day, ...(byDay.get(day) ?? none) }));
  return {
    total: perDay.reduce(plus, none),
    days: perDay,
    operations: rows
      .flatMap(({ operation, ...row }) =>
        operation === null ? [] : [{ operation, ...countsOf(row) }],
      )
      .slice(0, 200),
    versions: rows.flatMap(({ version, ...row }) =>
      version === null ? [] : [{ version, ...countsOf(row) }],
    ),
    credentials: await withNames(ctx, rows),
  };
}

const none: Counts = { calls: 0, errors: 0, rateLimited: 0 };

function countsOf({ calls, errors, rateLimited }: Counts): Counts {
  return { calls, errors, rateLimited };
}

function plus(sum: Counts, more: Counts): Counts {
  return {
    calls: sum.calls + more.calls,
    errors: sum.errors + more.errors,
    rateLimited: sum.rateLimited + more.rateLimited,
  };
}

function matching({ partnerId, credentialId, version }: Filter): Prisma.Sql {
  const conditions = [Prisma.sql`true`];
  if (partnerId !== null) conditions.push(Prisma.sql`partner_id = ${partnerId}`);
  if (credentialId !== undefined) conditions.push(Prisma.sql`principal_id = ${credentialId}`);
  if (version !== undefined) conditions.push(Prisma.sql`version = ${version}`);
  return Prisma.join(conditions, " AND ");
}

async function withNames({ db }: Pick<QueryContext, "db">, rows: readonly Row[]) {
  const callers = rows
    .flatMap(({ id, lastAt, ...row }) =>
      id === null ? [] : [{ id, ...countsOf(row), lastAt: lastAt.toISOString() }],
    )
    .slice(0, 100);
  const named = {
    where: { id: { in: callers.map(({ id }) => id) } },
    select: { id: true, name: true },
  };
  const found = await Promise.all([db.apiKey.findMany(named), db.oauthClient.findMany(named)]);
  const nameOf = new Map(found.flat().map(({ id, name }) => [id, name]));
  return callers.map((caller) => ({ ...caller, name: nameOf.get(caller.id) ?? null }));
}

import { Prisma } from "@crossdock/db";
import type { z } from "zod";
import type { QueryContext } from "../procedure/context.ts";
import { apiCalls, firstOfDays } from "./calls.ts";
import type { GetUsage, Usage } from "./schema.ts";

type Counts = { calls: number; errors: number };
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
): Promise<z.input<typeof Usage>> {
  const days = lastDays(ctx.now, filter.days);
  const rows = await ctx.db.$queryRaw<Row[]>`
    SELECT to_char(day AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, operation, version,
      principal_id AS id, sum(calls)::float8 AS calls, sum(errors)::float8 AS errors,
      max(last_at) AS "lastAt"
    FROM ${apiCalls} c WHERE day >= ${firstOfDays(ctx.now, filter.days)} AND ${matching(filter)}
    GROUP BY GROUPING SETS ((day), (operation), (version), (principal_id))
    ORDER BY sum(calls) DESC, operation, version, principal_id`;
  const byDay = new Map(rows.map(({ day, calls, errors }) => [day, { calls, errors }]));
  const perDay = days.map((day) => ({ day, ...(byDay.get(day) ?? none) }));
  return {
    total: perDay.reduce(plus, none),
    days: perDay,
    operations: rows
      .flatMap(({ operation, calls, errors }) =>
        operation === null ? [] : [{ operation, calls, errors }],
      )
      .slice(0, 200),
    versions: rows.flatMap(({ version, calls, errors }) =>
      version === null ? [] : [{ version, calls, errors }],
    ),
    credentials: await withNames(ctx, rows),
  };
}

const none: Counts = { calls: 0, errors: 0 };
const plus = (sum: Counts, { calls, errors }: Counts): Counts => ({
  calls: sum.calls + calls,
  errors: sum.errors + errors,
});

function matching({ partnerId, credentialId, version }: Filter): Prisma.Sql {
  const conditions = [Prisma.sql`true`];
  if (partnerId !== null) conditions.push(Prisma.sql`partner_id = ${partnerId}`);
  if (credentialId !== undefined) conditions.push(Prisma.sql`principal_id = ${credentialId}`);
  if (version !== undefined) conditions.push(Prisma.sql`version = ${version}`);
  return Prisma.join(conditions, " AND ");
}

async function withNames({ db }: Pick<QueryContext, "db">, rows: readonly Row[]) {
  const callers = rows
    .flatMap(({ id, calls, errors, lastAt }) =>
      id === null ? [] : [{ id, calls, errors, lastAt: lastAt.toISOString() }],
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

/** Days in UTC, oldest first, today the last. */
function lastDays(now: Date, count: number): string[] {
  return Array.from({ length: count }, (_, index) =>
    new Date(now.getTime() - (count - 1 - index) * 86_400_000).toISOString().slice(0, 10),
  );
}

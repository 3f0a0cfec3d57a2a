import { namesOf } from "../logs/names.ts";
import type { Services } from "../procedure/context.ts";
import { measuredCalls } from "../usage/calls.ts";
import { type Days, namesOfDays } from "../usage/period.ts";
import { type Cells, type Source, toPart } from "./source.ts";

type Asked = { days: Days; partnerId: string | null };

type Row = {
  operation: string;
  version: string;
  principalId: string;
  calls: number;
  errors: number;
  rateLimited: number;
  bytesIn: number;
  bytesOut: number;
};

/** Calls of the API by day, operation, version and credential; the oldest day first. */
export function usageSource(services: Services, asked: Asked): Source {
  return { head, count: () => countOf(services, asked), parts: () => daysOf(services, asked) };
}

const head: Cells = [
  ...["day", "operation", "version", "credential_id", "credential_name", "calls", "errors"],
  ...["rate_limited", "bytes_in", "bytes_out"],
];

async function countOf({ db }: Services, { days: { from, to }, partnerId }: Asked) {
  const [found] = await db.prisma.$queryRaw<{ rows: number }[]>`
    SELECT count(DISTINCT (day, operation, version, principal_id))::int AS rows
    FROM ${measuredCalls} c
    WHERE day >= ${from} AND day < ${to} AND partner_id = coalesce(${partnerId}, partner_id)`;
  return found?.rows ?? 0;
}

/** A day at a time: of how many operations, versions and credentials there are, one has few. */
async function* daysOf(services: Services, { days, partnerId }: Asked) {
  const { db } = services;
  for (const day of namesOfDays(days)) {
    const rows = await db.prisma.$queryRaw<Row[]>`
      SELECT operation, version, principal_id AS "principalId", sum(calls)::float8 AS calls,
        sum(errors)::float8 AS errors, sum(rate_limited)::float8 AS "rateLimited",
        sum(bytes_in)::float8 AS "bytesIn", sum(bytes_out)::float8 AS "bytesOut"
      FROM ${measuredCalls} c
      WHERE day = ${new Date(`${day}T00:00:00Z`)}
        AND partner_id = coalesce(${partnerId}, partner_id)
      GROUP BY operation, version, principal_id
      ORDER BY operation, version, principal_id`;
    const names = await namesOf({ db: db.prisma, services }, rows);
    const named = rows.map(({ principalId, operation, version, ...sums }) => ({
      ...{ day, operation, version, credentialId: principalId },
      ...{ credentialName: names.get(principalId) ?? null, ...sums },
    }));
    yield toPart(named, (row) => [Object.values(row)]);
  }
}

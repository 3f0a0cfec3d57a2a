import { servedByName } from "../operations/registry.ts";
import type { QueryContext } from "../procedure/context.ts";
import { apiCalls } from "../usage/calls.ts";
import { lastDays } from "../usage/period.ts";
import type { KeyRow } from "./find.ts";

/** What the key was used for in the last 30 days, and what of its scopes that took. */
export async function usageOfKey(ctx: QueryContext, { id, scopes }: KeyRow) {
  const rows = await ctx.db.$queryRaw<Row[]>`
    SELECT operation, sum(calls)::float8 AS calls, sum(errors)::float8 AS errors,
      max(last_at) AS "lastAt"
    FROM ${apiCalls} c WHERE principal_id = ${id} AND day >= ${lastDays(ctx.now, 30).from}
    GROUP BY operation ORDER BY sum(calls) DESC, operation`;
  const served = servedByName(ctx.services.publicApi);
  const usage = rows.map(({ operation, lastAt, ...counts }) => {
    const scope = served.get(operation)?.[0].operation.scope ?? "any";
    return {
      ...{ operation, scope: scope === "any" ? null : scope },
      ...{ ...counts, lastAt: lastAt.toISOString() },
    };
  });
  const needed = new Set(usage.map(({ scope }) => scope));
  const usedScopes = scopes.filter((scope) => needed.has(scope));
  return { usage, usedScopes, suggestedScopes: suggestion(scopes, usedScopes) };
}

type Row = { operation: string; calls: number; errors: number; lastAt: Date };

// A key that called nothing tells nothing of what it is for.
function suggestion(scopes: string[], used: string[]): string[] | null {
  return used.length === 0 || used.length === scopes.length ? null : used;
}

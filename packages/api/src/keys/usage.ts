import { servedByName } from "../operations/registry.ts";
import type { QueryContext } from "../procedure/context.ts";
import type { KeyRow } from "./find.ts";

/** What the key was used for in the last 30 days, and what of its scopes that took. */
export async function usageOfKey(ctx: QueryContext, { id, scopes }: KeyRow) {
  const rows = await ctx.db.apiUsage.groupBy({
    by: ["operation"],
    where: { keyId: id, day: { gte: firstDay(ctx.now) } },
    _sum: { calls: true, errors: true },
    _max: { lastAt: true },
    orderBy: [{ _sum: { calls: "desc" } }, { operation: "asc" }],
  });
  const served = servedByName(ctx.services.publicApi);
  const usage = rows.map(({ operation, _sum, _max }) => {
    const scope = served.get(operation)?.[0].operation.scope ?? "any";
    return {
      operation,
      scope: scope === "any" ? null : scope,
      calls: _sum.calls ?? 0,
      errors: _sum.errors ?? 0,
      lastAt: (_max.lastAt ?? ctx.now).toISOString(),
    };
  });
  const needed = new Set(usage.map(({ scope }) => scope));
  const usedScopes = scopes.filter((scope) => needed.has(scope));
  return { usage, usedScopes, suggestedScopes: suggestion(scopes, usedScopes) };
}

// A key that called nothing tells nothing of what it is for.
function suggestion(scopes: string[], used: string[]): string[] | null {
  return used.length === 0 || used.length === scopes.length ? null : used;
}

/** Days are counted in UTC: today and the 29 before. */
function firstDay(now: Date): Date {
  const start = new Date(now.getTime() - 29 * 86_400_000);
  return new Date(start.toISOString().slice(0, 10));
}

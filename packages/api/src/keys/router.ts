import { AppError, Limits, newId, toPage } from "@crossdock/core";
import type { Prisma } from "@crossdock/db";
import type { PublicApi } from "../operations/public-api.ts";
import { refuseScopesBeyond, scopesFor } from "../partners/grant.ts";
import type { CommandContext } from "../procedure/context.ts";
import { newestFirst, startingAfter } from "../procedure/paging.ts";
import { command, query } from "../procedure/procedure.ts";
import { router } from "../procedure/trpc.ts";
import {
  ApiKey,
  ApiKeyPage,
  CreateKey,
  GetKey,
  ListKeys,
  ListScopes,
  NewApiKey,
  PinKey,
  ScopeList,
} from "./schema.ts";

export const keysRouter = router({
  list: query("keys:read")
    .meta({ summary: "List API keys" })
    .input(ListKeys)
    .output(ApiKeyPage)
    .query(async ({ ctx, input: { limit, cursor, partnerId } }) => {
      const rows = await ctx.db.apiKey.findMany({
        where: { partnerId, ...startingAfter(cursor) },
        ...newestFirst(limit),
      });
      return toPage(rows, limit, toKey);
    }),

  scopes: query("keys:read")
    .meta({ summary: "List what a key can be granted" })
    .input(ListScopes)
    .output(ScopeList)
    .query(async ({ ctx, input: { partnerId } }) => ({
      data: [...(await scopesFor(ctx, ctx.principal.partnerId ?? partnerId ?? null))],
    })),

  create: command("keys:write")
    .meta({ summary: "Create an API key" })
    .input(CreateKey)
    .output(NewApiKey)
    .mutation(async ({ ctx, input: { partnerId, scopes, ...fields } }) => {
      refuseScopesBeyond(scopes, await scopesFor(ctx, partnerId ?? null));
      refuseUnknownVersion(fields.apiVersion, ctx.services.publicApi);
      const { key, hash, hint } = ctx.services.identity.apiKeys.issue();
      const row = await ctx.db.apiKey.create({
        data: {
          ...fields,
          id: newId("key", ctx.now),
          partnerId,
          scopes: [...new Set(scopes)],
          hash,
          hint,
          createdAt: ctx.now,
        },
      });
      return { ...toKey(row), key };
    }),

  pin: command("keys:write")
    .meta({ summary: "Pin an API key to a version" })
    .input(PinKey)
    .output(ApiKey)
    .mutation(async ({ ctx, input: { id, apiVersion } }) => {
      refuseUnknownVersion(apiVersion, ctx.services.publicApi);
      await findKey(ctx, id);
      return toKey(await ctx.db.apiKey.update({ where: { id }, data: { apiVersion } }));
    }),

  revoke: command("keys:write")
    .meta({ summary: "Revoke an API key" })
    .input(GetKey)
    .output(ApiKey)
    .mutation(async ({ ctx, input: { id } }) => {
      const row = await findKey(ctx, id);
      if (row.revokedAt) return toKey(row);
      return toKey(await ctx.db.apiKey.update({ where: { id }, data: { revokedAt: ctx.now } }));
    }),
});

async function findKey({ db }: CommandContext, id: string) {
  const row = await db.apiKey.findUnique({ where: { id } });
  if (!row) throw new AppError("not_found", { detail: `There is no API key ${id}.` });
  return row;
}

function refuseUnknownVersion(version: string | null, { versions }: PublicApi): void {
  const names = versions.map(({ name }) => name);
  if (version === null || names.includes(version)) return;
  const detail = `There is no version ${version}.`;
  const fix = `There are ${names.join(", ")}; null follows the newest.`;
  throw new AppError("validation_failed", {
    detail,
    errors: [{ pointer: "#/apiVersion", code: "unknown_version", detail, fix }],
  });
}

function toKey(row: Prisma.ApiKeyGetPayload<object>) {
  return {
    ...row,
    limits: Limits.parse(row.limits),
    limitsOverride: Limits.nullable().parse(row.limitsOverride),
    limitsOverrideUntil: row.limitsOverrideUntil?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}

import { defaultLimits, lowerLimits, newId, toPage } from "@crossdock/core";
import { limitsFor, refuseLimitsBeyond, refuseScopesBeyond, scopesFor } from "../partners/grant.ts";
import { newestFirst, startingAfter } from "../procedure/paging.ts";
import { command, query } from "../procedure/procedure.ts";
import { ownRows, partnerFor } from "../procedure/scoping.ts";
import { router } from "../procedure/trpc.ts";
import { changesOf } from "./change.ts";
import { keyDetail } from "./detail.ts";
import { findKey } from "./find.ts";
import { refusePastEnd, refuseUnknownVersion } from "./refusals.ts";
import { toKey } from "./render.ts";
import { rotateKey } from "./rotate.ts";
import {
  ApiKey,
  ApiKeyPage,
  CreateKey,
  GetKey,
  KeyDetail,
  ListKeys,
  ListScopes,
  NewApiKey,
  PinKey,
  RotateKey,
  ScopeList,
  UpdateKey,
} from "./schema.ts";

export const keysRouter = router({
  list: query("keys:read")
    .meta({ summary: "List API keys" })
    .input(ListKeys)
    .output(ApiKeyPage)
    .query(async ({ ctx, input: { limit, cursor, partnerId } }) => {
      const rows = await ctx.db.apiKey.findMany({
        where: { partnerId, ...startingAfter(cursor), ...ownRows(ctx.principal, "apiKey") },
        ...newestFirst(limit),
      });
      return toPage(rows, limit, (row) => toKey(row, ctx.now));
    }),

  get: query("keys:read")
    .meta({ summary: "Get an API key with its use" })
    .input(GetKey)
    .output(KeyDetail)
    .query(({ ctx, input: { id } }) => keyDetail(ctx, id)),

  scopes: query("keys:read")
    .meta({ summary: "List what a key can be granted" })
    .input(ListScopes)
    .output(ScopeList)
    .query(async ({ ctx, input }) => {
      const partnerId = partnerFor(ctx.principal, input.partnerId);
      const data = [...(await scopesFor(ctx, partnerId))];
      return { data, limits: await limitsFor(ctx, partnerId) };
    }),

  create: command("keys:write")
    .meta({ summary: "Create an API key" })
    .input(CreateKey)
    .output(NewApiKey)
    .mutation(async ({ ctx, input: { scopes, limits, expiresAt, ...fields } }) => {
      const partnerId = partnerFor(ctx.principal, fields.partnerId);
      refuseScopesBeyond(scopes, await scopesFor(ctx, partnerId));
      const most = await limitsFor(ctx, partnerId);
      refuseLimitsBeyond(limits ?? most, most);
      refuseUnknownVersion(ctx, fields.apiVersion);
      refusePastEnd(ctx, expiresAt);
      const { key, hash, hint } = ctx.services.identity.apiKeys.issue();
      const row = await ctx.db.apiKey.create({
        data: {
          ...fields,
          id: newId("key", ctx.now),
          partnerId,
          scopes: [...new Set(scopes)],
          limits: limits ?? lowerLimits(defaultLimits, most),
          expiresAt: expiresAt === undefined ? inAYear(ctx.now) : expiresAt,
          hash,
          hint,
          createdAt: ctx.now,
        },
      });
      return { ...toKey(row, ctx.now), key };
    }),

  update: command("keys:write")
    .meta({ summary: "Change an API key" })
    .input(UpdateKey)
    .output(ApiKey)
    .mutation(async ({ ctx, input: { id, ...changes } }) => {
      const where = { id, ...ownRows(ctx.principal, "apiKey") };
      const data = await changesOf(ctx, await findKey(ctx, id), changes);
      return toKey(await ctx.db.apiKey.update({ where, data }), ctx.now);
    }),

  pin: command("keys:write")
    .meta({ summary: "Pin an API key to a version" })
    .input(PinKey)
    .output(ApiKey)
    .mutation(async ({ ctx, input: { id, apiVersion } }) => {
      refuseUnknownVersion(ctx, apiVersion);
      await findKey(ctx, id);
      const where = { id, ...ownRows(ctx.principal, "apiKey") };
      return toKey(await ctx.db.apiKey.update({ where, data: { apiVersion } }), ctx.now);
    }),

  rotate: command("keys:write")
    .meta({ summary: "Rotate an API key" })
    .input(RotateKey)
    .output(NewApiKey)
    .mutation(async ({ ctx, input }) => {
      const { row, key } = await rotateKey(ctx, input);
      return { ...toKey(row, ctx.now), key };
    }),

  revoke: command("keys:write")
    .meta({ summary: "Revoke an API key" })
    .input(GetKey)
    .output(ApiKey)
    .mutation(async ({ ctx, input: { id } }) => {
      const row = await findKey(ctx, id);
      if (row.revokedAt) return toKey(row, ctx.now);
      const where = { id, ...ownRows(ctx.principal, "apiKey") };
      const data = { revokedAt: ctx.now };
      return toKey(await ctx.db.apiKey.update({ where, data }), ctx.now);
    }),
});

function inAYear(now: Date): Date {
  return new Date(now.getTime() + 365 * 86_400_000);
}

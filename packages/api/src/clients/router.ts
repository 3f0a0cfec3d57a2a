import { defaultLimits, lowerLimits, newId, toPage } from "@crossdock/core";
import { limitsFor, refuseLimitsBeyond } from "../partners/grant.ts";
import { newestFirst, startingAfter } from "../procedure/paging.ts";
import { command, query } from "../procedure/procedure.ts";
import { ownRows, partnerFor } from "../procedure/scoping.ts";
import { router } from "../procedure/trpc.ts";
import { checkClient } from "./check.ts";
import { findClient, toClient, toGrant } from "./render.ts";
import {
  ClientGrant,
  ClientGrantPage,
  CreateClient,
  GetClient,
  ListClientGrants,
  ListClients,
  NewOauthClient,
  OauthClient,
  OauthClientPage,
  RevokeClientGrant,
  RotateSecret,
  UpdateClient,
} from "./schema.ts";
import { endClient, endGrant, grantsOf } from "./tokens.ts";

export const clientsRouter = router({
  list: query("clients:read")
    .meta({ summary: "List OAuth clients" })
    .input(ListClients)
    .output(OauthClientPage)
    .query(async ({ ctx, input: { limit, cursor, partnerId } }) => {
      const rows = await ctx.db.oauthClient.findMany({
        where: { partnerId, ...startingAfter(cursor), ...ownRows(ctx.principal, "oauthClient") },
        ...newestFirst(limit),
      });
      return toPage(rows, limit, toClient);
    }),

  get: query("clients:read")
    .meta({ summary: "Get an OAuth client" })
    .input(GetClient)
    .output(OauthClient)
    .query(async ({ ctx, input: { id } }) => toClient(await findClient(ctx, id))),

  create: command("clients:write")
    .meta({ summary: "Register an OAuth client" })
    .input(CreateClient)
    .output(NewOauthClient)
    .mutation(async ({ ctx, input }) => {
      const partnerId = partnerFor(ctx.principal, input.partnerId);
      await checkClient(ctx, { ...input, partnerId });
      const most = await limitsFor(ctx, partnerId);
      refuseLimitsBeyond(input.limits ?? most, most);
      const made = input.public ? null : ctx.services.identity.oauth.clients.issueSecret();
      const row = await ctx.db.oauthClient.create({
        data: {
          ...input,
          limits: input.limits ?? lowerLimits(defaultLimits, most),
          partnerId,
          id: newId("cli", ctx.now),
          secretHash: made?.hash,
          secretHint: made?.hint,
          createdAt: ctx.now,
        },
      });
      return { ...toClient(row), secret: made?.secret ?? null };
    }),

  update: command("clients:write")
    .meta({ summary: "Change an OAuth client" })
    .input(UpdateClient)
    .output(OauthClient)
    .mutation(async ({ ctx, input: { id, ...fields } }) => {
      const before = toClient(await findClient(ctx, id));
      // What it holds already may stay, whatever can be granted today.
      await checkClient(ctx, { ...before, scopes: [], ...fields });
      if (fields.limits) {
        refuseLimitsBeyond(fields.limits, await limitsFor(ctx, before.partnerId));
      }
      return toClient(await ctx.db.oauthClient.update({ where: { id }, data: fields }));
    }),

  rotateSecret: command("clients:write")
    .meta({ summary: "Give an OAuth client a new secret" })
    .input(RotateSecret)
    .output(NewOauthClient)
    .mutation(async ({ ctx, input: { id, overlapHours } }) => {
      const { secretHash } = await findClient(ctx, id, "confidential");
      const { secret, hash, hint } = ctx.services.identity.oauth.clients.issueSecret();
      const row = await ctx.db.oauthClient.update({
        where: { id },
        data: {
          secretHash: hash,
          secretHint: hint,
          previousSecretHash: secretHash,
          previousSecretUntil: new Date(ctx.now.getTime() + overlapHours * 3_600_000),
        },
      });
      return { ...toClient(row), secret };
    }),

  revoke: command("clients:write")
    .meta({ summary: "Revoke an OAuth client and all its tokens" })
    .input(GetClient)
    .output(OauthClient)
    .mutation(async ({ ctx, input: { id } }) => {
      const row = await findClient(ctx, id);
      if (row.revokedAt) return toClient(row);
      await endClient(ctx.db, row);
      const revoked = { where: { id }, data: { revokedAt: ctx.now } };
      return toClient(await ctx.db.oauthClient.update(revoked));
    }),

  grants: query("clients:read")
    .meta({ summary: "List what customers have allowed an OAuth client" })
    .input(ListClientGrants)
    .output(ClientGrantPage)
    .query(async ({ ctx, input: { id, limit, cursor } }) => {
      const rows = await grantsOf(ctx, await findClient(ctx, id), limit, cursor);
      return toPage(rows.map(toGrant), limit, (grant) => grant);
    }),

  revokeGrant: command("clients:write")
    .meta({ summary: "Take back what a customer has allowed an OAuth client" })
    .input(RevokeClientGrant)
    .output(ClientGrant)
    .mutation(async ({ ctx, input: { id, customerId } }) => {
      ctx.about(id);
      return toGrant(await endGrant(ctx, await findClient(ctx, id), customerId));
    }),
});

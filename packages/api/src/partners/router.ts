import { AppError, Limits, newId, toPage } from "@crossdock/core";
import type { Prisma } from "@crossdock/db";
import { refuseDuplicates } from "../procedure/duplicates.ts";
import { Nothing } from "../procedure/fields.ts";
import { newestFirst, startingAfter } from "../procedure/paging.ts";
import { command, query } from "../procedure/procedure.ts";
import { router } from "../procedure/trpc.ts";
import { findPartner } from "./find.ts";
import { refuseScopesBeyond } from "./grant.ts";
import {
  CreatePartner,
  GetPartner,
  ListPartners,
  OwnPartner,
  Partner,
  PartnerPage,
  UpdatePartner,
} from "./schema.ts";

export const partnersRouter = router({
  list: query("partners:read")
    .meta({ summary: "List partners" })
    .input(ListPartners)
    .output(PartnerPage)
    .query(async ({ ctx, input: { limit, cursor, status } }) => {
      const rows = await ctx.db.partner.findMany({
        where: { status, ...startingAfter(cursor) },
        ...newestFirst(limit),
      });
      return toPage(rows, limit, toPartner);
    }),

  get: query("partners:read")
    .meta({ summary: "Get a partner" })
    .input(GetPartner)
    .output(Partner)
    .query(async ({ ctx, input: { id } }) => toPartner(await findPartner(ctx.db, id))),

  mine: query("any")
    .meta({ summary: "Get one's own partner" })
    .input(Nothing)
    .output(OwnPartner)
    .query(async ({ ctx }) => {
      const { kind, partnerId } = ctx.principal;
      if (kind === "user" && partnerId !== null)
        return toPartner(await findPartner(ctx.db, partnerId));
      throw new AppError("not_found", { detail: "Only a partner's developer has a partner." });
    }),

  create: command("partners:write")
    .meta({ summary: "Add a partner" })
    .input(CreatePartner)
    .output(Partner)
    .mutation(async ({ ctx, input: { scopes, ...input } }) => {
      const { grantableScopes } = ctx.services;
      refuseScopesBeyond(scopes ?? [], grantableScopes);
      const data = {
        ...input,
        scopes: [...new Set(scopes ?? grantableScopes)],
        id: newId("prt", ctx.now),
        status: "active" as const,
        createdAt: ctx.now,
        updatedAt: ctx.now,
      };
      return toPartner(await refuseDuplicates(sameName, () => ctx.db.partner.create({ data })));
    }),

  update: command("partners:write")
    .meta({ summary: "Change or suspend a partner" })
    .input(UpdatePartner)
    .output(Partner)
    .mutation(async ({ ctx, input: { id, ...fields } }) => {
      await findPartner(ctx.db, id);
      refuseScopesBeyond(fields.scopes ?? [], ctx.services.grantableScopes);
      const data = { ...fields, version: { increment: 1 }, updatedAt: ctx.now };
      return toPartner(
        await refuseDuplicates(sameName, () => ctx.db.partner.update({ where: { id }, data })),
      );
    }),
});

function toPartner(row: Prisma.PartnerGetPayload<object>) {
  return {
    ...row,
    limits: Limits.parse(row.limits),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

const sameName = { detail: "There is a partner of this name already." };

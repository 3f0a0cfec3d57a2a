import { AppError, invalidMember, Limits, newId, toPage } from "@crossdock/core";
import type { Prisma, Tx } from "@crossdock/db";
import { refuseScopesBeyond, scopesFor } from "../partners/grant.ts";
import type { CommandContext } from "../procedure/context.ts";
import { refuseDuplicates } from "../procedure/duplicates.ts";
import { newestFirst, startingAfter } from "../procedure/paging.ts";
import { command, query } from "../procedure/procedure.ts";
import { router } from "../procedure/trpc.ts";
import { examine } from "./examine.ts";
import {
  CreateIssuer,
  GetIssuer,
  ListIssuers,
  RemovedIssuer,
  ScopeRule,
  TestToken,
  TokenVerdict,
  TrustedIssuer,
  TrustedIssuerPage,
  UpdateIssuer,
} from "./schema.ts";

export const issuersRouter = router({
  list: query("issuers:read")
    .meta({ summary: "List trusted issuers" })
    .input(ListIssuers)
    .output(TrustedIssuerPage)
    .query(async ({ ctx, input: { limit, cursor } }) => {
      const where = startingAfter(cursor);
      const rows = await ctx.db.trustedIssuer.findMany({ where, ...newestFirst(limit) });
      return toPage(rows, limit, toIssuer);
    }),

  get: query("issuers:read")
    .meta({ summary: "Get a trusted issuer" })
    .input(GetIssuer)
    .output(TrustedIssuer)
    .query(async ({ ctx, input: { id } }) => toIssuer(await findIssuer(ctx.db, id))),

  create: command("issuers:write")
    .meta({ summary: "Trust an issuer of tokens" })
    .input(CreateIssuer)
    .output(TrustedIssuer)
    .mutation(async ({ ctx, input: { partnerId = null, ...input } }) => {
      await check(ctx, { ...input, partnerId });
      const times = { createdAt: ctx.now, updatedAt: ctx.now };
      const data = { ...input, partnerId, id: newId("iss", ctx.now), ...times };
      return toIssuer(await refuseDuplicates(known, () => ctx.db.trustedIssuer.create({ data })));
    }),

  update: command("issuers:write")
    .meta({ summary: "Change a trusted issuer" })
    .input(UpdateIssuer)
    .output(TrustedIssuer)
    .mutation(async ({ ctx, input: { id, ...fields } }) => {
      await check(ctx, { ...toIssuer(await findIssuer(ctx.db, id)), ...fields });
      const data = { ...fields, updatedAt: ctx.now, version: { increment: 1 } };
      const update = () => ctx.db.trustedIssuer.update({ where: { id }, data });
      return toIssuer(await refuseDuplicates(known, update));
    }),

  remove: command("issuers:write")
    .meta({ summary: "Trust an issuer no more" })
    .input(GetIssuer)
    .output(RemovedIssuer)
    .mutation(async ({ ctx, input: { id } }) => {
      await findIssuer(ctx.db, id);
      await ctx.db.trustedIssuer.delete({ where: { id } });
      return { id };
    }),

  test: query("issuers:write")
    .meta({ summary: "Try a token: who it would be, or why it is refused" })
    .input(TestToken)
    .output(TokenVerdict)
    .ask(({ ctx, input: { token } }) => examine(ctx.services.identity.issuers, token)),
});

const known = { detail: "An issuer of this name is trusted already." };

/** @throws AppError `validation_failed`, `not_found` where there is no such partner */
async function check(
  ctx: CommandContext,
  facts: { issuer: string; partnerId: string | null; rules: readonly { scopes: string[] }[] },
): Promise<void> {
  const wanted = facts.rules.flatMap(({ scopes }) => scopes);
  refuseScopesBeyond([...new Set(wanted)], await scopesFor(ctx, facts.partnerId));
  if (facts.issuer !== ctx.services.appUrl) return;
  const detail = "This is our own name: tokens of ours are verified without this.";
  throw invalidMember({ pointer: "#/issuer", code: "own_issuer", detail });
}

async function findIssuer(db: Pick<Tx, "trustedIssuer">, id: string) {
  const row = await db.trustedIssuer.findUnique({ where: { id } });
  if (!row) throw new AppError("not_found", { detail: `There is no trusted issuer ${id}.` });
  return row;
}

function toIssuer(row: Prisma.TrustedIssuerGetPayload<object>) {
  return {
    ...row,
    rules: ScopeRule.array().parse(row.rules),
    limits: Limits.parse(row.limits),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

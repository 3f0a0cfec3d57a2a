import { AppError } from "@crossdock/core";
import { z } from "zod";
import { Nothing } from "../procedure/fields.ts";
import { command, query } from "../procedure/procedure.ts";
import { IdentityList, StartLinking, UnlinkIdentity } from "./schema.ts";
import { personOf } from "./self.ts";

/** Accounts elsewhere that sign one in. */
export const myIdentities = {
  identities: query("any")
    .meta({ summary: "List the accounts elsewhere that sign one in" })
    .input(Nothing)
    .output(IdentityList)
    .query(async ({ ctx }) => {
      const { id: userId } = personOf(ctx.principal);
      const providers = await ctx.services.identity.loginProviders.list();
      const linked = await ctx.db.userIdentity.findMany({
        where: { userId },
        orderBy: { id: "asc" },
      });
      return {
        providers: providers.map(({ id, name }) => ({ id, name })),
        data: linked.map(({ id, provider, label, createdAt, lastUsedAt }) => ({
          ...{ id, provider, label },
          createdAt: createdAt.toISOString(),
          lastUsedAt: lastUsedAt?.toISOString() ?? null,
        })),
      };
    }),

  /**
   * The wish is kept with the session: the provider's answer alone must not link, or whoever signs in
   * at a browser that somebody left open would link an account of his own to hers.
   */
  startLinking: command("any")
    .meta({ summary: "Ask for an account elsewhere to be linked, within ten minutes" })
    .input(StartLinking)
    .output(z.void())
    .mutation(async ({ ctx, input: { provider } }) => {
      const { id, sessionId } = personOf(ctx.principal);
      ctx.about(id);
      await ctx.db.session.update({
        where: { id: sessionId, userId: id },
        data: { linking: provider, linkingUntil: new Date(ctx.now.getTime() + linkingMs) },
      });
    }),

  unlinkIdentity: command("any")
    .meta({ summary: "Unlink an account elsewhere" })
    .input(UnlinkIdentity)
    .output(z.void())
    .mutation(async ({ ctx, input: { id } }) => {
      const { id: userId } = personOf(ctx.principal);
      ctx.about(userId);
      const { count } = await ctx.db.userIdentity.deleteMany({ where: { id, userId } });
      if (count === 0) throw new AppError("not_found", { detail: "This account is not linked." });
    }),
};

const linkingMs = 10 * 60_000;

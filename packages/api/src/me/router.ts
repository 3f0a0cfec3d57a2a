import { AppError } from "@crossdock/core";
import { z } from "zod";
import { Nothing } from "../procedure/fields.ts";
import { command, query } from "../procedure/procedure.ts";
import { router } from "../procedure/trpc.ts";
import { SetPassword } from "../users/schema.ts";
import { Me } from "./schema.ts";

export const meRouter = router({
  get: query("any")
    .meta({ rest: "GET /me", summary: "Get who the credential is", mcp: true, forCustomers: true })
    .input(Nothing)
    .output(Me)
    .query(async ({ ctx: { db, principal, services } }) => {
      const { kind, id, name, partnerId, permissions } = principal;
      const shop = await db.shop.findFirstOrThrow();
      return {
        kind,
        id,
        name,
        partnerId,
        role: principal.kind === "user" ? principal.role : null,
        permissions:
          permissions === "all" ? [...services.grantableScopes] : [...permissions].sort(),
        shop,
      };
    }),

  setPassword: command("any")
    .meta({ summary: "Set one's own password" })
    .input(SetPassword)
    .output(z.void())
    .mutation(async ({ ctx, input: { password } }) => {
      const { principal } = ctx;
      if (principal.kind !== "user")
        throw new AppError("forbidden", { detail: "Only people have passwords." });
      const passwordHash = await ctx.services.identity.passwords.hash(password);
      ctx.about(principal.id);
      await ctx.db.user.update({
        where: { id: principal.id },
        data: { passwordHash, version: { increment: 1 }, updatedAt: ctx.now },
      });
      await ctx.db.session.deleteMany({
        where: { userId: principal.id, id: { not: principal.sessionId } },
      });
    }),
});

import { z } from "zod";
import { Nothing } from "../procedure/fields.ts";
import { command, query } from "../procedure/procedure.ts";
import { router } from "../procedure/trpc.ts";
import { SetPassword } from "../users/schema.ts";
import { myIdentities } from "./identities.ts";
import { Me } from "./schema.ts";
import { mySecondFactor } from "./second-factor.ts";
import { personOf } from "./self.ts";
import { mySessions } from "./sessions.ts";

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
      const { id, sessionId } = personOf(ctx.principal);
      const { passwords, sessions } = ctx.services.identity;
      const passwordHash = await passwords.hash(password);
      ctx.about(id);
      await ctx.db.user.update({
        where: { id },
        data: { passwordHash, version: { increment: 1 }, updatedAt: ctx.now },
      });
      await sessions.endAll(id, ctx.db, sessionId);
    }),

  ...mySessions,
  ...mySecondFactor,
  ...myIdentities,
});

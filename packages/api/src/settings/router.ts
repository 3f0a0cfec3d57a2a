import { AppError } from "@crossdock/core";
import { type LoginProviderId, loginProviderIds, loginProviderNames } from "@crossdock/identity";
import { z } from "zod";
import type { CommandContext } from "../procedure/context.ts";
import { Nothing } from "../procedure/fields.ts";
import { command, query } from "../procedure/procedure.ts";
import { router } from "../procedure/trpc.ts";
import { LoginProviderList, RemoveLoginProvider, SetLoginProvider } from "./schema.ts";

export const settingsRouter = router({
  loginProviders: query("settings:read")
    .meta({ summary: "List where people may sign in" })
    .input(Nothing)
    .output(LoginProviderList)
    .query(async ({ ctx: { services } }) => {
      const configured = await services.identity.loginProviders.list();
      return {
        data: loginProviderIds.map((id) => ({
          ...{ id, name: loginProviderNames[id], source: null, clientId: null, issuer: null },
          ...configured.find((provider) => provider.id === id),
          callbackUrl: `${services.appUrl}/api/auth/callback/${id}`,
        })),
      };
    }),

  setLoginProvider: command("settings:write")
    .meta({ summary: "Let people sign in with a provider" })
    .input(SetLoginProvider)
    .output(z.void())
    .mutation(async ({ ctx, input: { id, clientId, clientSecret, issuer, name } }) => {
      ctx.about(id);
      await refuseEnvironments(ctx, id);
      await ctx.services.identity.loginProviders.put(ctx.db, {
        ...{ id, clientId, clientSecret },
        name: name ?? loginProviderNames[id],
        issuer: issuer?.replace(/\/$/, "") ?? null,
      });
    }),

  removeLoginProvider: command("settings:write")
    .meta({ summary: "Let nobody sign in with a provider any more" })
    .input(RemoveLoginProvider)
    .output(z.void())
    .mutation(async ({ ctx, input: { id } }) => {
      ctx.about(id);
      await refuseEnvironments(ctx, id);
      if (await ctx.services.identity.loginProviders.remove(ctx.db, id)) return;
      throw new AppError("not_found", { detail: "This provider is not configured." });
    }),
});

async function refuseEnvironments({ services }: CommandContext, id: LoginProviderId) {
  const configured = await services.identity.loginProviders.list();
  if (!configured.some((one) => one.id === id && one.source === "environment")) return;
  throw new AppError("conflict", {
    detail: "The server's environment configures this provider: change it there.",
  });
}

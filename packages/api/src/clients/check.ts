import { type AppError, invalidMember } from "@crossdock/core";
import type { z } from "zod";
import { refuseScopesBeyond, scopesFor } from "../partners/grant.ts";
import type { CommandContext } from "../procedure/context.ts";
import type { OauthGrant } from "./schema.ts";

type Facts = {
  partnerId: string | null;
  public: boolean;
  grants: readonly z.output<typeof OauthGrant>[];
  scopes: readonly string[];
  redirectUris: readonly string[];
  apiVersion: string | null;
};

/**
 * What no field says alone: which grants go together, and what its owner can grant at all.
 * @throws AppError `validation_failed`, `not_found` where there is no such partner
 */
export async function checkClient(ctx: CommandContext, facts: Facts): Promise<void> {
  refuseScopesBeyond(facts.scopes, await scopesFor(ctx, facts.partnerId));
  const { grants, redirectUris, apiVersion } = facts;
  const usesCode = grants.includes("authorization_code");
  if (facts.public && grants.includes("client_credentials")) {
    throw fault("#/grants", "A public program has no secret: it cannot get tokens for itself.");
  }
  if (!usesCode && grants.includes("refresh_token")) {
    throw fault("#/grants", "Refresh tokens come with authorization_code alone: choose both.");
  }
  if (usesCode && redirectUris.length === 0) {
    throw fault("#/redirectUris", "authorization_code needs an address to send the code to.");
  }
  if (!usesCode && redirectUris.length > 0) {
    throw fault("#/redirectUris", "Only authorization_code sends anybody anywhere: leave it out.");
  }
  const versions = ctx.services.publicApi.versions.map(({ name }) => name);
  if (apiVersion !== null && !versions.includes(apiVersion)) {
    const fix = `There are ${versions.join(", ")}; null follows the newest.`;
    throw fault("#/apiVersion", `There is no version ${apiVersion}.`, fix);
  }
}

function fault(pointer: string, detail: string, fix?: string): AppError {
  return invalidMember({ pointer, code: "invalid", detail, fix });
}

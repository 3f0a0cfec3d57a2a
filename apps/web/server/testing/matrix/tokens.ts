import { customerScopes, grantableScopes } from "@crossdock/api";
import { unlimited } from "@crossdock/core";
import { attacksOf } from "../tokens/attacks.ts";
import { createForge } from "../tokens/forge.ts";
import type { TokenMint } from "../tokens/sign.ts";
import { signingKeyOf } from "../tokens/signing-key.ts";
import { bearer, type Caller, stranger, type Transport } from "./caller.ts";
import { customersMay } from "./expected.ts";
import { owners, type World } from "./world.ts";

/** Callers with access tokens: programs, customers, and tokens that are good for nothing. */
export async function tokenCallers(world: World): Promise<Caller[]> {
  return [
    ...programs(world),
    ...customers(world),
    ...(await strangers(world)),
    ...(await spoilt(world)),
  ];
}

function programs({ mint, server }: World): Caller[] {
  const program = (
    name: string,
    goodFor: Transport,
    scopes: readonly string[],
    claims: object,
  ) => ({
    ...{ name, goodFor, sees: owners },
    headers: bearer(mint.sign({ scope: scopes.join(" "), ...claims })),
    may: (permission: string) => permission === "any" || scopes.includes(permission),
  });
  return [
    program("token for the API", "rest", grantableScopes, {}),
    program("token for MCP", "mcp", grantableScopes, { aud: `${server.url}/mcp` }),
    program("token that reads one thing", "rest", ["payments:read"], {}),
    program("token with scopes that nobody can have", "rest", [], { scope: "users:write all *" }),
  ];
}

function customers({ mint, customerClaims }: World): Caller[] {
  return (["customerOne", "customerTwo"] as const).map((owner) => ({
    name: `token of ${owner}`,
    headers: bearer(mint.sign(customerClaims[owner])),
    goodFor: "rest",
    may: (permission, procedure) =>
      customersMay.has(procedure) && (permission === "any" || customerScopes.includes(permission)),
    sees: [owner],
  }));
}

async function spoilt({ app, mint, server, customerClaims }: World): Promise<Caller[]> {
  const { customerOne, customerTwo } = customerClaims;
  const now = Math.floor(Date.now() / 1000);
  const { id: ended } = await app.as().clients.create({
    ...{ name: "Ended", grants: ["client_credentials"], scopes: [...grantableScopes] },
  });
  await app.as().clients.revoke({ id: ended });
  const tokens: Record<string, string> = {
    "token for another audience": mint.sign({ aud: "https://api.example.com" }),
    "token for the whole server": mint.sign({ aud: server.url }),
    "token of another issuer": mint.sign({ iss: "https://issuer.example.com" }),
    "token that has expired": mint.sign({ exp: now - 60 }),
    "token that is not good yet": mint.sign({ nbf: now + 600 }),
    "ID token as an access token": mint.sign({ nonce: "n" }, { typ: "JWT" }),
    "revoked token": await revokedToken(app, mint),
    "token of a revoked program": mint.sign({ client_id: ended, sub: ended }),
    "token of a program that never was": mint.sign({ client_id: "cli_0", sub: "cli_0" }),
    "customer's token without a grant": mint.sign({ sub: customerOne.sub }),
    "customer's token by another's grant": mint.sign({ ...customerTwo, sub: customerOne.sub }),
    ...(await forged(app, mint)),
  };
  return Object.entries(tokens).map(([name, token]) => stranger(name, bearer(token)));
}

async function revokedToken({ product }: World["app"], mint: TokenMint): Promise<string> {
  const token = mint.sign();
  const { accessTokens } = product.identity.oauth;
  const claims = await accessTokens.inspect(token);
  if (!claims) throw new Error("The token was never good.");
  await accessTokens.revoke(claims);
  return token;
}

/** Whom a trusted issuer names, and whom it may not. */
async function strangers({ app, server, partnerIds, stranger: issuer }: World): Promise<Caller[]> {
  const scopes = ["orders:read", "customers:read", "customers:write"];
  await app.as().issuers.create({
    ...{ name: "Partner A's", issuer: issuer.issuer, jwksUrl: issuer.jwksUrl, audience: "shop" },
    limits: unlimited,
    ...{ partnerId: partnerIds.partnerA, rules: [{ claim: "role", value: "clerk", scopes }] },
  });
  const exp = Math.floor(Date.now() / 1000) + 600;
  const usual = { iss: issuer.issuer, aud: "shop", sub: "ann", role: "clerk", exp };
  const named = (name: string, claims: object, held: readonly string[]): Caller => ({
    ...{ name, headers: bearer(issuer.sign({ ...usual, ...claims })), goodFor: "bearer" },
    may: (permission) => permission === "any" || held.includes(permission),
    sees: ["partnerA"],
  });
  const none = (name: string, claims: object) =>
    stranger(name, bearer(issuer.sign({ ...usual, ...claims })));
  return [
    named("trusted issuer's clerk", {}, scopes),
    named("trusted issuer's visitor", { role: "visitor" }, []),
    none("trusted issuer's token for others", { aud: "elsewhere" }),
    none("trusted issuer in the place of our own", { iss: server.url, aud: `${server.url}/api` }),
    none("trusted issuer's token that has expired", { exp: exp - 700 }),
  ];
}

/** Two of the forgeries that have been taken elsewhere; all of them are tried by themselves. */
async function forged({ product }: World["app"], mint: TokenMint): Promise<Record<string, string>> {
  const { privateKey, publicJwk } = await signingKeyOf(product);
  const attacks = attacksOf(createForge(mint.sign(), privateKey, publicJwk));
  const names = ['alg "none", no signature', "HS256 with the public key as a secret: PEM"];
  const chosen = attacks.filter(({ name }) => names.includes(name));
  return Object.fromEntries(chosen.map(({ name, token }) => [name, token]));
}

import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { callAs } from "@crossdock/api";
import { loadEnv } from "@crossdock/config/env";
import { systemPrincipal } from "@crossdock/core";
import { startIdentityProvider } from "@crossdock/identity/testing/identity-provider";
import { createLog } from "../../apps/web/server/log.ts";
import { composeProduct, type Product } from "../../apps/web/server/product.ts";

/** Requests of one kind of credential, of many callers in turns. */
export type Callers = { name: string; targetMicros: number; requests: IncomingMessage[] };

const scopes = ["products:read"];
const count = 50;
// Counted like those of any new credential, and not used up here.
const limits = { perMinute: 100_000_000, concurrent: 50 };

/** @param variables besides those that it needs */
export async function openProduct(
  url: string,
  variables: Record<string, string> = {},
): Promise<Product> {
  const secret = randomBytes(32).toString("hex");
  const needed = { DATABASE_URL: url, APP_SECRET: secret, PROCESSES: "api" };
  const env = loadEnv({ ...needed, ...variables });
  return composeProduct({ env, url, secret, log: createLog("error"), worker: false });
}

/** API keys with the limits that new ones have, our own access tokens, and those of a trusted issuer. */
export async function makeCallers(product: Product): Promise<Callers[]> {
  const procedures = callAs(product, systemPrincipal("bench"), "cli");
  const keys = await inTurn(async (at) => {
    return (await procedures.keys.create({ name: `Bench ${at}`, scopes, limits })).key;
  });
  return [
    { name: "API keys", targetMicros: 8, requests: keys.map(requestWith) },
    {
      name: "access tokens",
      targetMicros: 16,
      requests: (await ourTokens(product)).map(requestWith),
    },
    {
      name: "trusted issuer's",
      targetMicros: 16,
      requests: (await theirTokens(product)).map(requestWith),
    },
  ];
}

async function ourTokens(product: Product): Promise<string[]> {
  const { handle } = product.identity.oauth;
  const server = createServer((req, res) => void handle(req, res, "127.0.0.1")).listen(
    0,
    "127.0.0.1",
  );
  await once(server, "listening");
  const address = server.address();
  const port = address && typeof address === "object" ? address.port : 0;
  const { clients } = callAs(product, systemPrincipal("bench"), "cli");
  const grants = ["client_credentials" as const];
  const tokens = await inTurn(async (at) => {
    const { id, secret } = await clients.create({ name: `Bench ${at}`, grants, scopes, limits });
    const response = await fetch(`http://127.0.0.1:${port}/oauth/token`, {
      method: "POST",
      headers: { authorization: `Basic ${btoa(`${id}:${secret}`)}` },
      body: new URLSearchParams({ grant_type: "client_credentials", scope: scopes.join(" ") }),
    });
    const { access_token: token } = (await response.json()) as { access_token?: string };
    if (token === undefined) throw new Error(`No token was given: ${response.status}`);
    return token;
  });
  server.close();
  server.closeAllConnections();
  return tokens;
}

async function theirTokens(product: Product): Promise<string[]> {
  const provider = await startIdentityProvider();
  const { issuer, jwksUrl } = provider;
  const rules = [{ claim: "groups", value: "buyers", scopes }];
  const trusted = { name: "Bench", issuer, jwksUrl, audience: "shop", rules, limits };
  await callAs(product, systemPrincipal("bench"), "cli").issuers.create(trusted);
  const exp = Math.floor(Date.now() / 1000) + 3600;
  const claims = { iss: issuer, aud: "shop", groups: ["buyers"], exp };
  const tokens = await inTurn(async (at) => provider.sign({ ...claims, sub: `caller ${at}` }));
  await product.identity.issuers.resolve(tokens[0] ?? "");
  await provider.close();
  return tokens;
}

async function inTurn<T>(make: (at: number) => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  for (let at = 0; at < count; at++) made.push(await make(at));
  return made;
}

/** What `callerOf` looks at of a request. */
function requestWith(credential: string): IncomingMessage {
  const headers = { authorization: `Bearer ${credential}`, "user-agent": "bench/1.0" };
  return { headers, socket: { remoteAddress: "203.0.113.7" } } as unknown as IncomingMessage;
}

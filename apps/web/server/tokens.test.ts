import { request } from "node:http";
import { grantableScopes } from "@crossdock/api";
import jwt from "jsonwebtoken";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { sendMcp } from "./testing/mcp-client.ts";
import { send } from "./testing/rest-client.ts";
import { freePort, type ServerProcess } from "./testing/server-process.ts";
import { startTestApp, type TestApp } from "./testing/test-app.ts";
import type { Attack } from "./testing/tokens/attack.ts";
import { attacksOf } from "./testing/tokens/attacks.ts";
import { createForge, type Forge } from "./testing/tokens/forge.ts";
import { signingKeyOf } from "./testing/tokens/signing-key.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let app: TestApp;
let server: ServerProcess;
let client: { id: string; secret: string };
let forge: Forge;
let attacks: Attack[];

beforeAll(async () => {
  const PORT = String(await freePort());
  app = await startTestApp({ PORT, APP_URL: `http://127.0.0.1:${PORT}` });
  server = await app.serve();
  const made = await app.as().clients.create({
    ...{ name: "Honest", grants: ["client_credentials"], scopes: [...grantableScopes] },
  });
  client = { id: made.id, secret: made.secret ?? "" };
  const { privateKey, publicJwk } = await signingKeyOf(app.product);
  forge = createForge(await askToken("api"), privateKey, publicJwk);
  attacks = attacksOf(forge);
});
afterAll(() => app.close());

test("the forge can make a token that is taken, so that a refusal means something", async () => {
  const { header, claims, own } = forge;
  const options = { algorithm: "ES256", header: { ...header, alg: "ES256" } } as const;
  const remade = jwt.sign({ ...claims, jti: "remade" }, own, options);
  for (const token of [forge.good, remade]) {
    expect(await byRest(token)).toBe(200);
    expect(await introspect(token)).toMatchObject({ active: true, client_id: client.id });
  }
  expect(await byMcp(await askToken("mcp"))).toBe(200);
});

test("no forged token is taken, by REST, by MCP or by introspection", async () => {
  const accepted: string[] = [];
  for (const { name, token } of attacks) {
    const [rest, mcp, introspection] = await Promise.all([
      byRest(token),
      byMcp(token),
      introspect(token),
    ]);
    // Where the header itself is too long, no one looks at the token.
    if (![401, 431].includes(rest)) accepted.push(`REST ${rest}: ${name}`);
    if (![401, 431].includes(mcp)) accepted.push(`MCP ${mcp}: ${name}`);
    if (introspection.active !== false)
      accepted.push(`introspection ${JSON.stringify(introspection)}: ${name}`);
  }
  console.log(`forged tokens: ${attacks.length}, tried ${attacks.length * 3} times`);
  expect(accepted).toEqual([]);
  expect(attacks.length).toBeGreaterThanOrEqual(300);
});

test("a token is good for its own resource alone", async () => {
  const forMcp = await askToken("mcp");
  expect(await byRest(forMcp)).toBe(401);
  expect(await byMcp(forge.good)).toBe(401);
});

test("a good token in a wrong place is no credential", async () => {
  const { good } = forge;
  const cookie = { Cookie: `crossdock.session=${good}; token=${good}` };
  const session = await app.signIn("owner");
  const places: [path: string, headers: Record<string, string | string[]>][] = [
    [`?access_token=${good}`, {}],
    ["", cookie],
    ["", { Cookie: session.cookie }],
    ["", { "X-API-Key": good.slice(0, 40) }],
    ["", { Authorization: good }],
    ["", { Authorization: `Basic ${good}` }],
    ["", { Authorization: `Token ${good}` }],
    ["", { Authorization: `DPoP ${good}` }],
    ["", { Authorization: `Bearer${good}` }],
    ["", { Authorization: `Bearer ${good} ${good}` }],
    ["", { Authorization: "Bearer" }],
    ["", { Authorization: "Bearer " }],
    ["", { "Proxy-Authorization": `Bearer ${good}` }],
    ["", { Authorization: `Bearer ${session.cookie.split("=")[1]}` }],
    ["", { Authorization: `Bearer ${client.secret}` }],
    ["", { Authorization: `Bearer ${client.id}` }],
  ];
  for (const [query, headers] of places) {
    const status = await statusOf(`/api/v2/products${query}`, headers);
    expect([400, 401], JSON.stringify([query, headers])).toContain(status);
  }
});

test("of two credentials neither is believed", async () => {
  const { good } = forge;
  const key = await app.createKey();
  const bearer = `Bearer ${good}`;
  expect(await statusOf("/api/v2/products", { Authorization: bearer, "X-API-Key": key })).toBe(401);
  const twice = ["Authorization", bearer, "Authorization", `Bearer ${key}`];
  expect([400, 401]).toContain(await statusOf("/api/v2/products", twice));
});

test("no bearer credential opens the dashboard's procedures", async () => {
  for (const token of [forge.good, await app.createKey(), await askToken("mcp")]) {
    const status = await statusOf("/api/trpc/products.list?input=%7B%7D", {
      Authorization: `Bearer ${token}`,
    });
    expect(status).toBe(401);
  }
});

function byRest(token: string): Promise<number> {
  return statusOf("/api/v2/products", { Authorization: `Bearer ${token}` });
}

async function byMcp(token: string): Promise<number> {
  const headers = { Authorization: `Bearer ${encodeURI(token)}` };
  const params = { method: "tools/list", params: {}, headers };
  return (await sendMcp(server.url, params)).status;
}

async function introspect(token: string): Promise<Record<string, unknown>> {
  return Object(await (await askOauth("introspect", { token })).json());
}

async function askToken(resource: string): Promise<string> {
  const form = { grant_type: "client_credentials", resource: `${server.url}/${resource}` };
  const answer = await (await askOauth("token", form)).json();
  return String(Object(answer).access_token);
}

function askOauth(endpoint: string, form: Record<string, string>): Promise<Response> {
  const basic = Buffer.from(`${client.id}:${client.secret}`).toString("base64");
  return fetch(`${server.url}/oauth/${endpoint}`, {
    method: "POST",
    headers: { Authorization: `Basic ${basic}` },
    body: new URLSearchParams(form),
  });
}

/** By `node:http`, which sends headers as they are given, twice where they are there twice. */
function statusOf(
  path: string,
  headers: Record<string, string | string[]> | string[],
): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(`${server.url}${path}`, { headers, agent: false }, (answer) => {
      answer.resume();
      answer.on("end", () => resolve(answer.statusCode ?? 0));
    });
    sent.on("error", reject);
    sent.end();
  });
}

test("introspection tells a client of its own tokens alone", async () => {
  const other = await app.as().clients.create({
    ...{ name: "Other", grants: ["client_credentials"], scopes: ["products:read"] },
  });
  const basic = Buffer.from(`${other.id}:${other.secret}`).toString("base64");
  const answer = await send(server.url, {
    ...{ method: "GET", path: "/api/v2/products", key: forge.good },
  });
  expect(answer.status).toBe(200);
  const foreign = await fetch(`${server.url}/oauth/introspect`, {
    method: "POST",
    headers: { Authorization: `Basic ${basic}` },
    body: new URLSearchParams({ token: forge.good }),
  });
  expect(await foreign.json()).toEqual({ active: false });
});

import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort, type ServerProcess } from "./testing/server-process.ts";
import { startTestApp, type TestApp } from "./testing/test-app.ts";
import { callTrpc } from "./testing/trpc-client.ts";

let app: TestApp;
let servers: ServerProcess[];
beforeAll(async () => {
  const PORT = String(await freePort());
  app = await startTestApp({ PORT, APP_URL: `http://127.0.0.1:${PORT}` });
  const other = String(await freePort());
  servers = await Promise.all([app.serve(), app.serve({ PORT: other })]);
}, 60_000);
afterAll(() => app.close());

/** A partner with one of each: a key, a program with a token, a developer who is signed in. */
async function openPartner() {
  const partnerId = await app.createPartner();
  const key = await app.createKey({ partnerId, scopes: ["products:read"] });
  const grants = ["client_credentials" as const];
  const fields = { name: "ERP", partnerId, grants, scopes: ["products:read"] };
  const { id, secret } = await app.as().clients.create(fields);
  const email = `${partnerId}@example.com`;
  const developer = await app.as().developers.invite({ partnerId, email, name: "Dev" });
  const session = await app.product.identity.sessions.start(developer.id);
  const cookie = `crossdock.session=${session.token}`;
  const askToken = (url: string) =>
    fetch(`${url}/oauth/token`, {
      method: "POST",
      headers: { Authorization: `Basic ${btoa(`${id}:${secret}`)}` },
      body: new URLSearchParams({ grant_type: "client_credentials" }),
    });
  const [first] = servers;
  const answer = (await (await askToken(first?.url ?? "")).json()) as { access_token: string };
  const get = async (url: string, credential: string) => {
    const headers = { Authorization: `Bearer ${credential}` };
    return (await fetch(`${url}/api/v2/products?limit=1`, { headers })).status;
  };
  const ways: Way[] = [
    { name: "key", status: (url) => get(url, key) },
    { name: "access token", status: (url) => get(url, answer.access_token) },
    { name: "token request", status: async (url) => (await askToken(url)).status },
    {
      name: "session",
      status: async (url) => (await callTrpc(url, { path: "keys.list", cookie, input: {} })).status,
    },
  ];
  return { partnerId, ways };
}

type Way = { name: string; status(url: string): Promise<number> };

const everywhere = (ways: Way[]) =>
  Promise.all(servers.flatMap(({ url }) => ways.map((way) => way.status(url))));

/** How many milliseconds after the change each way into each process was closed for good. */
async function closedAfter(ways: Way[], refused: number[]): Promise<number[]> {
  const start = performance.now();
  const closed = async (url: string, way: Way) => {
    while (!refused.includes(await way.status(url))) await pause(10);
    return performance.now() - start;
  };
  return Promise.all(servers.flatMap(({ url }) => ways.map((way) => closed(url, way))));
}

async function change(input: object): Promise<void> {
  const { cookie } = await app.signIn("admin");
  const url = servers[0]?.url ?? "";
  const changed = await callTrpc(url, { path: "partners.update", cookie, input, method: "POST" });
  expect(changed.status).toBe(200);
}

test("a suspended partner is out of every process within a second, by whatever credential", async () => {
  const { partnerId, ways } = await openPartner();
  const other = await openPartner();
  expect(await everywhere(ways)).toEqual(Array(8).fill(200));
  await change({ id: partnerId, status: "suspended" });
  const times = await closedAfter(ways, [400, 401]);
  expect(Math.max(...times), `closed after ${times.map(Math.round)} ms`).toBeLessThan(1000);
  expect(new Set(await everywhere(ways))).toEqual(new Set([401]));
  expect(await everywhere(other.ways), "another partner's work on").toEqual(Array(8).fill(200));
  await change({ id: partnerId, status: "active" });
  await expect.poll(() => everywhere(ways)).toEqual(Array(8).fill(200));
});

test("a scope that is taken from a partner is lost in every process within a second", async () => {
  const { partnerId, ways } = await openPartner();
  const [key, token] = ways;
  const calls = [key, token].flatMap((way) => way ?? []);
  expect(await everywhere(calls)).toEqual(Array(4).fill(200));
  await change({ id: partnerId, scopes: ["orders:read"] });
  const times = await closedAfter(calls, [403]);
  expect(Math.max(...times), `closed after ${times.map(Math.round)} ms`).toBeLessThan(1000);
});

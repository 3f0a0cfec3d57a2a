import { callAs } from "@crossdock/api";
import type { Principal } from "@crossdock/core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { everything, type Members, makeInput, toCall } from "./testing/requests.ts";
import { send } from "./testing/rest-client.ts";
import { startTestApp, type TestApp } from "./testing/test-app.ts";
import { callTrpc } from "./testing/trpc-client.ts";

// Processes are slow to start on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let app: TestApp;
let url: string;
let key: string;
let cookie: string;
const newest = everything[0]?.version;
const queries = everything.filter(
  ({ version, operation }) => version === newest && operation.kind === "query",
);
const inputs = new Map<string, Members>();

beforeAll(async () => {
  app = await startTestApp();
  ({ url } = await app.serve());
  key = await app.createKey();
  ({ cookie } = await app.signIn());
  for (const query of queries)
    inputs.set(query.operation.name, await makeInput(app, url, query, key));
});
afterAll(() => app.close());

test.each(queries.map((query) => [query.operation.name, query] as const))(
  "%s is the same on every transport",
  async (name, query) => {
    const input = inputs.get(name) ?? {};
    const byRest = await send(url, { ...toCall(query, input), key });
    const byTrpc = await callTrpc(url, { path: name, input, cookie });
    const { result } = byTrpc.body as { result: { data: unknown } };
    const [apiKey, user] = await Promise.all([
      app.product.identity.apiKeys.resolve(key),
      app.product.identity.sessions.read(cookie.slice(cookie.indexOf("=") + 1)),
    ]);
    expect(byRest.status).toBe(200);
    expect(byRest.body).toEqual(await byCaller(name, input, apiKey));
    expect(result.data).toEqual(await byCaller(name, input, user));
    // Who the caller is differs by nature; all else is the shop's.
    if (name !== "me.get") expect(byRest.body).toEqual(result.data);
  },
);

test("there is something to compare", async () => {
  const lists = queries.filter(({ operation }) => operation.name.endsWith(".list"));
  for (const {
    operation: { name, params },
  } of lists) {
    expect(params).toEqual([]);
    const page = (await byCaller(name, { limit: 1 }, null)) as { data: unknown[] };
    expect(page.data, name).toHaveLength(1);
  }
});

async function byCaller(
  name: string,
  input: Members,
  principal: Principal | null,
): Promise<unknown> {
  const caller = principal ? callAs(app.product, principal, "rest") : app.as();
  const procedure = name
    .split(".")
    .reduce<unknown>((node, part) => Reflect.get(Object(node), part), caller);
  if (typeof procedure !== "function") throw new Error(`There is no ${name}`);
  return procedure(input);
}

import { compileXmlReader } from "@crossdock/adapters";
import { callAs } from "@crossdock/api";
import type { Principal } from "@crossdock/core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { callTool } from "./testing/mcp-client.ts";
import { principalOf } from "./testing/principal-of.ts";
import { everything, type Members, makeInput, type Served, toCall } from "./testing/requests.ts";
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
      principalOf(app, key),
      app.product.identity.sessions.read(cookie.slice(cookie.indexOf("=") + 1)),
    ]);
    const output = await byCaller(name, input, apiKey);
    expect(byRest.status).toBe(200);
    expect(byRest.body).toEqual(output);
    expect(result.data).toEqual(await byCaller(name, input, user));
    // Who the caller is differs by nature; all else is the shop's.
    if (name !== "me.get") expect(byRest.body).toEqual(result.data);
    // What no schema describes has no types in XML: the objects of events are texts there.
    const inXml = name === "events.list" ? asTexts(output) : output;
    expect(await byXml(query, input)).toEqual(inXml);
    expect(await byMcp(name, input)).toEqual(output);
    for (const older of everything.filter(isOlder(query))) {
      const { adaptation } = older.operation;
      // What it takes is another input, of the same meaning.
      if (adaptation?.up) continue;
      const answer = await send(url, { ...toCall(older, input), key });
      expect(answer.body).toEqual(adaptation?.down ? adaptation.down(output) : output);
    }
  },
);

test("there is a second version to compare", () => {
  expect(new Set(everything.map(({ version }) => version)).size).toBeGreaterThan(1);
});

function isOlder({ version, operation: { name } }: Served): (other: Served) => boolean {
  return (other) => other.version !== version && other.operation.name === name;
}

/** The answer in XML, read back by the schema that the document promises. */
async function byXml(query: Served, input: Members): Promise<unknown> {
  const { method, path, body } = toCall(query, input);
  const headers = {
    ...{ Authorization: `Bearer ${key}`, Accept: "application/xml" },
    "Content-Type": "application/json",
  };
  const sent = body === undefined ? undefined : JSON.stringify(body);
  const response = await fetch(`${url}${path}`, { method, body: sent, headers });
  expect(response.headers.get("content-type")).toBe("application/xml; charset=utf-8");
  return compileXmlReader(query.operation.outputSchema ?? {})(await response.text());
}

function asTexts(page: unknown): unknown {
  return JSON.parse(JSON.stringify(page), (key, value) =>
    key === "object" ? JSON.parse(JSON.stringify(value), asText) : value,
  );
}

function asText(_key: string, value: unknown): unknown {
  if (value === null) return null;
  if (typeof value === "object") return Object.keys(value).length === 0 ? "" : value;
  return String(value);
}

async function byMcp(name: string, input: Members): Promise<unknown> {
  const { structuredContent } = await callTool(url, { name, args: input, key });
  return structuredContent;
}

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

import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { callTool, sendMcp } from "./testing/mcp-client.ts";
import { startTestApp, type TestApp } from "./testing/test-app.ts";
import { until } from "./testing/until.ts";

// Processes are slow to start on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let app: TestApp;
let url: string;
let key: string;
beforeAll(async () => {
  app = await startTestApp();
  ({ url } = await app.serve());
  key = await app.createKey();
});
afterAll(() => app.close());

test("a key is shown the tools that its scopes allow", async () => {
  const all = await toolsOf(key);
  expect(all).toEqual(expect.arrayContaining(["orders_create", "products_list", "me_get"]));
  expect(all).not.toContain("keys_create");
  const reader = await app.createKey({ scopes: ["products:read"] });
  expect(await toolsOf(reader)).toEqual(["files_get", "me_get", "products_get", "products_list"]);
});

test("an order is placed once for each idempotencyKey", async () => {
  const { sku } = await app.sell(10);
  const args = {
    email: "agent@example.com",
    lines: [{ sku, quantity: 2 }],
    idempotencyKey: "first",
  };
  const [one, two] = [
    await callTool(url, { name: "orders.create", args, key }),
    await callTool(url, { name: "orders.create", args, key }),
  ];
  expect(one).toMatchObject({ status: 200, structuredContent: { lines: [{ sku, quantity: 2 }] } });
  expect(two.structuredContent).toEqual(one.structuredContent);
  const { idempotencyKey: _, ...without } = args;
  const refused = await callTool(url, { name: "orders.create", args: without, key });
  expect(refused.isError).toBe(true);
  expect(JSON.parse(refused.text)).toMatchObject({ code: "idempotency_key_required" });
});

test("a refusal is a result that a model can mend its call by", async () => {
  const { sku } = await app.sell(1);
  const args = { email: "a@example.com", lines: [{ sku, quantity: 2 }], idempotencyKey: "second" };
  const result = await callTool(url, { name: "orders.create", args, key });
  expect(result).toMatchObject({ status: 200, isError: true });
  expect(JSON.parse(result.text)).toMatchObject({
    ...{ status: 409, code: "out_of_stock", sku, requested: 2, available: 1 },
    docUrl: "/docs/errors/out_of_stock",
  });
  const scopes = ["products:read"];
  const forbidden = await callTool(url, {
    ...{ name: "orders.create", args },
    key: await app.createKey({ scopes }),
  });
  expect(JSON.parse(forbidden.text)).toMatchObject({ status: 403, requiredScope: "orders:write" });
});

test("no tool is called without a key, nor beyond its quota", async () => {
  const refused = await sendMcp(url, { method: "tools/list", params: {}, key: "nonsense" });
  expect(refused.status).toBe(401);
  expect(refused.headers.get("www-authenticate")).toMatch(/^Bearer/);
  const options = { name: "small", scopes: ["products:read"], limits: { perMinute: 1 } };
  const small = (await app.as().keys.create(options)).key;
  const list = () => sendMcp(url, { method: "tools/list", params: {}, key: small });
  expect((await list()).headers.get("ratelimit")).toMatch(/;r=0;/);
  const limited = await list();
  expect(limited.status).toBe(429);
  expect(Number(limited.headers.get("retry-after"))).toBeGreaterThan(0);
});

test("a call is in the audit trail as one by MCP", async () => {
  const args = { email: "audited@example.com", name: "A" };
  const { structuredContent } = await callTool(url, { name: "customers.create", args, key });
  const { id } = structuredContent as { id: string };
  const entries = await app.product.db.prisma.auditEntry.findMany({ where: { targetId: id } });
  expect(entries).toMatchObject([{ action: "customers.create", transport: "mcp" }]);
});

test("calls are counted like those by REST", async () => {
  const counted = await app.as().keys.create({ name: "counted", scopes: ["products:read"] });
  await callTool(url, { name: "products.list", args: {}, key: counted.key });
  await callTool(url, { name: "products.get", args: { id: "none" }, key: counted.key });
  const where = { grain: "day", level: 3, principalId: counted.id, operation: { not: "-" } };
  const rows = () =>
    app.product.db.prisma.requestRollup.findMany({ where, orderBy: { operation: "asc" } });
  await until("counted", async () => (await rows()).length === 2);
  expect(await rows()).toMatchObject([
    { transport: "mcp", version: "v2", operation: "products.get", count: 1, statusClass: 4 },
    { transport: "mcp", version: "v2", operation: "products.list", count: 1, statusClass: 2 },
  ]);
});

async function toolsOf(key: string): Promise<string[]> {
  const { body } = await sendMcp(url, { method: "tools/list", params: {}, key });
  const { tools } = body.result as { tools: { name: string }[] };
  return tools.map(({ name }) => name).sort();
}

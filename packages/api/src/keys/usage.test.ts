import { afterAll, beforeAll, expect, test } from "vitest";
import { countCalls, createTestProduct, type TestProduct } from "../testing/index.ts";

let product: TestProduct;
beforeAll(async () => {
  product = await createTestProduct();
  product.clock.set(new Date("2026-11-20T12:00:00Z"));
});
afterAll(() => product.close());

async function newKey(scopes: string[]): Promise<string> {
  return (await product.as().keys.create({ name: "k", scopes })).id;
}

type Use = { operation: string; days?: number; version?: string; calls?: number; errors?: number };

async function use(keyId: string, { days = 0, version = "v1", ...counts }: Use) {
  const at = new Date(product.clock.now().getTime() - days * 86_400_000);
  await countCalls(product.db, { at, keyId, version, calls: 1, ...counts });
}

const get = (id: string) => product.as().keys.get({ id });

test("a key shows what it called in 30 days, and which of its scopes that took", async () => {
  const id = await newKey(["orders:write", "orders:read", "products:read"]);
  await use(id, { operation: "orders.list", calls: 5, errors: 1 });
  await use(id, { operation: "orders.list", version: "v2", days: 29, calls: 3 });
  await use(id, { operation: "me.get", calls: 9 });
  await use(id, { operation: "products.list", days: 30 });
  await use("key_other", { operation: "orders.create" });
  const { usage, usedScopes, suggestedScopes } = await get(id);
  const lastAt = "2026-11-20T12:00:00.000Z";
  expect(usage).toEqual([
    { operation: "me.get", scope: null, calls: 9, errors: 0, lastAt },
    { operation: "orders.list", scope: "orders:read", calls: 8, errors: 1, lastAt },
  ]);
  expect(usedScopes).toEqual(["orders:read"]);
  expect(suggestedScopes).toEqual(["orders:read"]);
});

test("a call that its scopes did not allow asks for no more of them", async () => {
  const id = await newKey(["orders:read"]);
  await use(id, { operation: "orders.list" });
  await use(id, { operation: "orders.create", errors: 1 });
  expect(await get(id)).toMatchObject({ usedScopes: ["orders:read"], suggestedScopes: null });
});

test("nothing is suggested for a key that called nothing, or needed no scope", async () => {
  const id = await newKey(["orders:read", "orders:write"]);
  expect(await get(id)).toMatchObject({ usage: [], usedScopes: [], suggestedScopes: null });
  await use(id, { operation: "me.get" });
  await use(id, { operation: "orders.gone" });
  expect(await get(id)).toMatchObject({ usedScopes: [], suggestedScopes: null });
});

test("what is suggested can be set", async () => {
  const id = await newKey(["orders:read", "orders:write"]);
  await use(id, { operation: "orders.list" });
  const { suggestedScopes } = await get(id);
  await product.as().keys.update({ id, scopes: suggestedScopes ?? [] });
  expect(await get(id)).toMatchObject({ scopes: ["orders:read"], suggestedScopes: null });
});

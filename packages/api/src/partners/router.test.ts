import { unlimited } from "@crossdock/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestProduct, keyOf, outcomeOf, type TestProduct, userOf } from "../testing/index.ts";

let product: TestProduct;
beforeAll(async () => {
  product = await createTestProduct();
});
afterAll(() => product.close());

test("partners are added, changed and listed by status", async () => {
  const { partners } = product.as();
  const one = await partners.create({ name: "Acme", contactEmail: "Ops@Acme.example" });
  expect(one).toMatchObject({ status: "active", contactEmail: "ops@acme.example" });
  expect(await outcomeOf(partners.create({ name: "Acme" }))).toBe("conflict");
  expect(await partners.update({ id: one.id, status: "suspended" })).toMatchObject({
    name: "Acme",
    status: "suspended",
  });
  expect((await partners.list({ status: "suspended" })).data.map(({ id }) => id)).toEqual([one.id]);
  expect((await partners.list({ status: "active" })).data).toEqual([]);
  const id = "prt_01aaaaaaaaaaaaaaaaaaaaaaaa";
  expect(await outcomeOf(partners.update({ id, name: "x" }))).toBe("not_found");
});

test("the keys of a suspended partner are refused, and work again afterwards", async () => {
  const { partners, keys } = product.as();
  const { id } = await partners.create({ name: "Suspended" });
  const { key } = await keys.create({ name: "k", partnerId: id, scopes: ["orders:read"] });
  // A fresh identity has nothing in its cache, as another process or a second later.
  expect(await resolveAfresh(key)).toMatchObject({ partnerId: id });
  await partners.update({ id, status: "suspended" });
  expect(await resolveAfresh(key)).toBeNull();
  await partners.update({ id, status: "active" });
  expect(await resolveAfresh(key)).not.toBeNull();
});

test("a partner's keys hold what it is granted at most, whoever makes them", async () => {
  const { partners, keys } = product.as();
  const granted = ["orders:read", "products:read"];
  const { id, scopes } = await partners.create({ name: "Granted", scopes: granted });
  expect(scopes).toEqual(granted);
  expect((await keys.scopes({ partnerId: id })).data).toEqual(granted);
  const make = (scopes: string[]) => keys.create({ name: "k", partnerId: id, scopes });
  await expect(make(["orders:read", "orders:write"])).rejects.toMatchObject({
    cause: {
      code: "validation_failed",
      errors: [{ pointer: "#/scopes", fix: expect.stringContaining("products:read") }],
    },
  });
  expect(await outcomeOf(make(["orders:read"]))).toBe("ok");
  expect(await outcomeOf(partners.update({ id, scopes: ["users:write"] }))).toBe(
    "validation_failed",
  );
});

test("what is taken from a partner is taken from its keys, and comes back with the grant", async () => {
  const { partners, keys } = product.as();
  const { id } = await partners.create({ name: "Narrowed" });
  const scopes = ["orders:read", "orders:write"];
  const { key } = await keys.create({ name: "k", partnerId: id, scopes });
  const own = await keys.create({ name: "the shop's", scopes });
  await partners.update({ id, scopes: ["orders:read", "events:read"] });
  expect((await resolveAfresh(key))?.permissions).toEqual(new Set(["orders:read"]));
  expect((await resolveAfresh(own.key))?.permissions).toEqual(new Set(scopes));
  await partners.update({ id, scopes: [] });
  expect((await resolveAfresh(key))?.permissions).toEqual(new Set());
  await partners.update({ id, scopes });
  expect((await resolveAfresh(key))?.permissions).toEqual(new Set(scopes));
});

test("no key of a partner has more than the partner's limits, not even one without limits", async () => {
  const { partners, keys } = product.as();
  const limits = { ...unlimited, perMinute: 600, concurrent: 10 };
  const { id } = await partners.create({ name: "Limited", limits });
  const base = { name: "k", partnerId: id, scopes: ["orders:read"] };
  expect((await keys.create(base)).limits).toEqual(limits);
  await expect(
    keys.create({ ...base, limits: { ...limits, perMinute: 601 } }),
  ).rejects.toMatchObject({
    cause: {
      code: "validation_failed",
      errors: [{ pointer: "#/limits/perMinute", fix: "Send 600 or less." }],
    },
  });
  expect(await outcomeOf(keys.create({ ...base, limits: unlimited }))).toBe("validation_failed");
  const key = await keys.create({ ...base, limits: { ...limits, perDay: 50 } });
  const more = { limits: unlimited, until: new Date(Date.now() + 60_000).toISOString() };
  const update = (change: object) => outcomeOf(keys.update({ id: key.id, ...change }));
  expect(await update({ limits: unlimited })).toBe("validation_failed");
  expect(await update({ limitsOverride: more })).toBe("validation_failed");
  await partners.update({ id, limits: { ...limits, perMinute: 5 } });
  expect((await resolveAfresh(key.key))?.limits).toEqual({ ...limits, perMinute: 5, perDay: 50 });
});

test("no key and no viewer manages partners", async () => {
  const add = (caller: ReturnType<TestProduct["as"]>) => caller.partners.create({ name: "x" });
  expect(await outcomeOf(add(product.as(keyOf(null))))).toBe("forbidden");
  expect(await outcomeOf(add(product.as(userOf("viewer"))))).toBe("forbidden");
  expect(await outcomeOf(add(product.as(userOf("developer"))))).toBe("ok");
});

async function resolveAfresh(key: string) {
  const identity = await product.newIdentity();
  try {
    const sender = { address: "203.0.113.7", agent: null };
    return (await identity.apiKeys.resolve(key, sender)).principal ?? null;
  } finally {
    await identity.close();
  }
}

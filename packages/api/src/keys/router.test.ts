import { isWellFormed } from "@crossdock/identity";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestProduct, outcomeOf, type TestProduct } from "../testing/index.ts";

let product: TestProduct;
beforeAll(async () => {
  product = await createTestProduct();
});
afterAll(() => product.close());

test("a key is shown once; what is kept is its hash and what to recognise it by", async () => {
  const { keys } = product.as();
  const made = await keys.create({ name: "ERP", scopes: ["orders:read", "orders:read"] });
  const { key, ...shown } = made;
  expect(isWellFormed(key)).toBe(true);
  expect(shown).toMatchObject({
    name: "ERP",
    scopes: ["orders:read"],
    partnerId: null,
    rateLimit: 1200,
    revokedAt: null,
    hint: `cdk_live_…${key.slice(-4)}`,
  });
  expect((await keys.list({})).data).toEqual([shown]);
  const row = await product.db.prisma.apiKey.findUniqueOrThrow({ where: { id: made.id } });
  expect(JSON.stringify(row)).not.toContain(key);
  expect(row.hash).toBe(product.services.identity.apiKeys.hash(key));
});

test("neither the audit log nor the events hold the key", async () => {
  const { key, id } = await product.as().keys.create({ name: "quiet", scopes: ["orders:read"] });
  const { prisma } = product.db;
  const audit = await prisma.auditEntry.findMany({ where: { targetId: id } });
  expect(audit).toMatchObject([{ action: "keys.create", targetId: id }]);
  const said = JSON.stringify([
    audit,
    await prisma.event.findMany(),
    await prisma.idempotencyKey.findMany(),
  ]);
  expect(said).not.toContain(key);
});

test("a key grants what operations of the API ask for, and nothing of people's", async () => {
  const create = (scopes: string[]) => outcomeOf(product.as().keys.create({ name: "k", scopes }));
  expect(await create(["keys:write"])).toBe("validation_failed");
  expect(await create(["users:read"])).toBe("validation_failed");
  expect(await create([])).toBe("validation_failed");
  expect(await create(["orders:read"])).toBe("ok");
});

test("a key belongs to a partner who exists", async () => {
  const partnerId = "prt_01aaaaaaaaaaaaaaaaaaaaaaaa";
  const made = product.as().keys.create({ name: "k", partnerId, scopes: ["orders:read"] });
  expect(await outcomeOf(made)).toBe("not_found");
});

test("revoking twice keeps the first time", async () => {
  const { keys } = product.as();
  const { id } = await keys.create({ name: "gone", scopes: ["orders:read"] });
  const revoked = await keys.revoke({ id });
  expect(revoked.revokedAt).toBe(product.clock.now().toISOString());
  product.clock.set(new Date(product.clock.now().getTime() + 5000));
  expect(await keys.revoke({ id })).toEqual(revoked);
});

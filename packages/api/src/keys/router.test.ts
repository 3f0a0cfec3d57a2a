import { defaultLimits } from "@crossdock/core";
import { isWellFormed } from "@crossdock/identity";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestProduct, outcomeOf, type TestProduct, userOf } from "../testing/index.ts";

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
    limits: defaultLimits,
    limitsOverride: null,
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

test("a key follows the newest version until it is pinned, and again when the pin is taken away", async () => {
  const { keys } = product.as();
  const { id, key, ...made } = await keys.create({ name: "follows", scopes: ["orders:read"] });
  expect(made.apiVersion).toBeNull();
  const pinned = await keys.pin({ id, apiVersion: "v1" });
  expect(pinned).toEqual({ ...made, id, apiVersion: "v1" });
  expect(await (await product.newIdentity()).apiKeys.resolve(key)).toMatchObject({
    apiVersion: "v1",
  });
  expect(await keys.pin({ id, apiVersion: null })).toEqual({ ...made, id });
});

test("a key may be pinned from the start", async () => {
  const { keys } = product.as();
  const made = await keys.create({ name: "old", scopes: ["orders:read"], apiVersion: "v1" });
  expect(made.apiVersion).toBe("v1");
  expect((await keys.list({})).data[0]).toMatchObject({ id: made.id, apiVersion: "v1" });
});

test("a version that is not served is refused with those that are", async () => {
  const { keys } = product.as();
  const fields = { name: "k", scopes: ["orders:read"] };
  const { id } = await keys.create(fields);
  const refused = {
    cause: {
      code: "validation_failed",
      detail: "There is no version v9.",
      errors: [{ pointer: "#/apiVersion", fix: expect.stringContaining("v1") }],
    },
  };
  await expect(keys.create({ ...fields, apiVersion: "v9" })).rejects.toMatchObject(refused);
  await expect(keys.pin({ id, apiVersion: "v9" })).rejects.toMatchObject(refused);
  const missing = "key_01aaaaaaaaaaaaaaaaaaaaaaaa";
  expect(await outcomeOf(keys.pin({ id: missing, apiVersion: null }))).toBe("not_found");
});

test("a pin is told in the audit log, and only who may write keys may set one", async () => {
  const { keys } = product.as();
  const { id } = await keys.create({ name: "audited", scopes: ["orders:read"] });
  await keys.pin({ id, apiVersion: "v1" });
  const audit = await product.db.prisma.auditEntry.findMany({ where: { targetId: id } });
  expect(audit.map(({ action }) => action)).toContain("keys.pin");
  const viewer = product.as(userOf("viewer"));
  expect(await outcomeOf(viewer.keys.pin({ id, apiVersion: null }))).toBe("forbidden");
});

test("revoking twice keeps the first time", async () => {
  const { keys } = product.as();
  const { id } = await keys.create({ name: "gone", scopes: ["orders:read"] });
  const revoked = await keys.revoke({ id });
  expect(revoked.revokedAt).toBe(product.clock.now().toISOString());
  product.clock.set(new Date(product.clock.now().getTime() + 5000));
  expect(await keys.revoke({ id })).toEqual(revoked);
});

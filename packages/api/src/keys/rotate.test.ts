import { unlimited } from "@crossdock/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestProduct, outcomeOf, type TestProduct, tally } from "../testing/index.ts";

let product: TestProduct;
beforeAll(async () => {
  product = await createTestProduct();
});
afterAll(() => product.close());

const few = { ...unlimited, perMinute: 7 };
const hourMs = 3_600_000;
const pass = (ms: number) => product.clock.set(new Date(product.clock.now().getTime() + ms));
const isoIn = (ms: number) => new Date(product.clock.now().getTime() + ms).toISOString();

const create = (more: object = {}) =>
  product.as().keys.create({ name: "ERP", scopes: ["orders:read"], ...more });

async function resolve(key: string) {
  const sender = { address: "10.0.0.7", agent: "erp/1" };
  const identity = await product.newIdentity();
  const { principal, refusal } = await identity.apiKeys.resolve(key, sender);
  await identity.close();
  return principal ?? refusal?.code;
}

test("the new key may do what the old one may, and both work for a while", async () => {
  const { id: partnerId } = await product.as().partners.create({ name: "Nordlicht" });
  const old = await create({
    ...{ partnerId, apiVersion: "v1", limits: few, allowedAddresses: ["10.0.0.0/8"] },
    scopes: ["orders:read", "orders:write"],
    expiresAt: isoIn(30 * 24 * hourMs),
  });
  const limitsOverride = { limits: { ...few, perMinute: 70 }, until: isoIn(40 * 24 * hourMs) };
  await product.as().keys.update({ id: old.id, limitsOverride });
  pass(29 * 24 * hourMs);
  const { keys } = product.as();
  const { key, ...next } = await keys.rotate({ id: old.id, overlapSeconds: 3600 });
  expect(next).toEqual({
    ...next,
    ...{ partnerId, name: "ERP", limits: few, apiVersion: "v1", replacesId: old.id },
    ...{ scopes: old.scopes, allowedAddresses: old.allowedAddresses },
    limitsOverride: limitsOverride.limits,
    limitsOverrideUntil: limitsOverride.until,
    expiresAt: isoIn(30 * 24 * hourMs),
    state: "expiring",
  });
  expect(key).not.toBe(old.key);
  expect(await keys.get({ id: old.id })).toMatchObject({
    expiresAt: isoIn(hourMs),
    successor: { id: next.id },
  });
  expect(await resolve(old.key)).toMatchObject({ id: old.id, originId: old.id });
  expect(await resolve(key)).toMatchObject({ id: next.id, originId: old.id });
  pass(hourMs);
  expect(await resolve(old.key)).toBe("unauthenticated");
  expect(await resolve(key)).toMatchObject({ id: next.id });
});

test("an old key does not live longer for being rotated", async () => {
  const expiresAt = isoIn(hourMs);
  const { id } = await create({ expiresAt });
  await product.as().keys.rotate({ id, overlapSeconds: 7200 });
  expect(await product.as().keys.get({ id })).toMatchObject({ expiresAt });
});

test("a key that never ends has a successor that never ends", async () => {
  const { id } = await create({ expiresAt: null });
  const next = await product.as().keys.rotate({ id, overlapSeconds: 0 });
  expect(next.expiresAt).toBeNull();
  expect(await product.as().keys.get({ id })).toMatchObject({ state: "expired" });
});

test("a chain of keys is one system", async () => {
  const first = await create();
  const { keys } = product.as();
  const second = await keys.rotate({ id: first.id });
  const third = await keys.rotate({ id: second.id });
  expect(await resolve(third.key)).toMatchObject({ originId: first.id });
});

test("a key has one successor at a time, until that is revoked", async () => {
  const { id } = await create();
  const { keys } = product.as();
  const first = await keys.rotate({ id });
  await expect(keys.rotate({ id })).rejects.toMatchObject({
    cause: {
      code: "transition_invalid",
      detail: `${first.id} takes over from this key: rotate that one.`,
    },
  });
  await keys.revoke({ id: first.id });
  const second = await keys.rotate({ id });
  expect(await keys.get({ id })).toMatchObject({ successor: { id: second.id } });
  expect(await keys.get({ id: first.id })).toMatchObject({ predecessor: { id } });
});

test("of many who rotate a key at once, one does", async () => {
  const { id } = await create();
  const rotations = Array.from({ length: 8 }, () => product.as().keys.rotate({ id }));
  const { ok, ...refused } = tally(await Promise.all(rotations.map(outcomeOf)));
  expect(ok).toBe(1);
  expect(Object.keys(refused).sort().join(" ")).toMatch(/^(conflict)?( ?transition_invalid)?$/);
  expect(await product.db.prisma.apiKey.count({ where: { replacesId: id } })).toBe(1);
});

test("an expired key is not rotated, and an overlap is thirty days at the most", async () => {
  const { id } = await create({ expiresAt: isoIn(1000) });
  const { keys } = product.as();
  const tooLong = keys.rotate({ id, overlapSeconds: 30 * 86_400 + 1 });
  expect(await outcomeOf(tooLong)).toBe("validation_failed");
  pass(1000);
  expect(await outcomeOf(keys.rotate({ id }))).toBe("transition_invalid");
});

test("the new key is told to who rotates, and to nobody else", async () => {
  const { id } = await create();
  const { key, id: nextId } = await product.as().keys.rotate({ id });
  const { prisma } = product.db;
  const audit = await prisma.auditEntry.findMany({ where: { targetId: nextId } });
  expect(audit).toMatchObject([{ action: "keys.rotate" }]);
  const kept = await Promise.all([prisma.apiKey.findMany(), prisma.idempotencyKey.findMany()]);
  expect(JSON.stringify([audit, kept])).not.toContain(key);
});

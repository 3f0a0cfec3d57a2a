import { unlimited } from "@crossdock/core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type ApiKeys, createApiKeys } from "./api-keys.ts";
import { deriveKey } from "./secrets.ts";
import { createTestWorld, type TestWorld } from "./testing.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

let lookups = 0;
let nowMs = 1_000_000;
let keys: ApiKeys;
beforeEach(() => {
  lookups = 0;
  keys = withPepper("a secret of this installation");
});
afterEach(() => keys.close());

function withPepper(secret: string): ApiKeys {
  const db: TestWorld["db"] = {
    ...world.db,
    query(name, text, values) {
      if (name === "key-by-hash") lookups += 1;
      return world.db.query(name, text, values);
    },
  };
  const pepper = deriveKey(secret, "api keys");
  return createApiKeys({
    ...{ db, pepper, clock: world.clock, onError: console.error },
    perf: { now: () => nowMs },
  });
}

async function addKey() {
  const { key, hash } = keys.issue();
  return { key, id: await world.addKey(hash) };
}

const revoke = (id: string) =>
  world.db.prisma.apiKey.update({ where: { id }, data: { revokedAt: world.clock.now() } });

test("a key is recognised with what it may do", async () => {
  const { key, id } = await addKey();
  expect(await keys.resolve(key)).toEqual({
    kind: "apiKey",
    id,
    name: "k",
    partnerId: null,
    permissions: new Set(["things:read"]),
    limits: { ...unlimited, perMinute: 60 },
    apiVersion: null,
  });
});

test("other limits are in force until their time is over", async () => {
  const { key, id } = await addKey();
  const until = new Date(world.clock.now().getTime() + 60_000);
  const limitsOverride = { ...unlimited, perMinute: 9 };
  await world.db.prisma.apiKey.update({
    where: { id },
    data: { limitsOverride, limitsOverrideUntil: until },
  });
  expect((await keys.resolve(key))?.limits).toEqual(limitsOverride);
  world.pass(60_000);
  nowMs += 1001;
  expect((await keys.resolve(key))?.limits.perMinute).toBe(60);
});

test("a mistyped key is refused without asking the database", async () => {
  const { key } = await addKey();
  expect(await keys.resolve(`${key.slice(0, -1)}${key.endsWith("a") ? "b" : "a"}`)).toBeNull();
  expect(await keys.resolve("' OR 1=1 --")).toBeNull();
  expect(lookups).toBe(0);
});

test("calls within the second cost one lookup, also a hundred at once", async () => {
  const { key } = await addKey();
  await Promise.all(Array.from({ length: 100 }, () => keys.resolve(key)));
  await keys.resolve(key);
  expect(lookups).toBe(1);
});

test("a revoked key is refused after a second at the latest", async () => {
  const { key, id } = await addKey();
  expect(await keys.resolve(key)).not.toBeNull();
  await revoke(id);
  nowMs += 1001;
  expect(await keys.resolve(key)).toBeNull();
});

test("a key that does not exist is not looked up again and again", async () => {
  const { key } = keys.issue();
  for (let call = 0; call < 5; call++) expect(await keys.resolve(key)).toBeNull();
  expect(lookups).toBe(1);
});

test("what is stored is no use with another secret", async () => {
  const { key } = await addKey();
  const stolen = withPepper("the secret of another installation");
  expect(stolen.hash(key)).not.toBe(keys.hash(key));
  expect(await stolen.resolve(key)).toBeNull();
  await stolen.close();
});

test("when a key was last used is written at the end at the latest, and never goes back", async () => {
  const { key, id } = await addKey();
  const lastUsed = async () =>
    (await world.db.prisma.apiKey.findUniqueOrThrow({ where: { id } })).lastUsedAt;
  await keys.resolve(key);
  expect(await lastUsed()).toBeNull();
  const usedAt = world.clock.now();
  await keys.close();
  expect(await lastUsed()).toEqual(usedAt);
  world.pass(-60_000);
  keys = withPepper("a secret of this installation");
  await keys.resolve(key);
  await keys.close();
  expect(await lastUsed()).toEqual(usedAt);
});

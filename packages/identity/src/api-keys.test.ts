import { unlimited } from "@crossdock/core";
import type { Live } from "@crossdock/db";
import { openDatabase, openLive } from "@crossdock/db";
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
  keys = open();
});
afterEach(() => keys.close());

type Options = { secret?: string; db?: TestWorld["db"]; live?: Pick<Live, "subscribe"> };

function open({
  secret = "one installation's",
  db = world.db,
  live = deaf,
}: Options = {}): ApiKeys {
  const counted: TestWorld["db"] = {
    ...db,
    query(name, text, values) {
      if (name === "key-by-hash") lookups += 1;
      return db.query(name, text, values);
    },
  };
  const pepper = deriveKey(secret, "api keys");
  return createApiKeys({
    ...{ db: counted, live, pepper, clock: world.clock, onError: console.error },
    perf: { now: () => nowMs },
  });
}

const deaf = { subscribe: () => () => {} };
const sender = { address: "203.0.113.7", agent: "tills/2.1" };

async function addKey(more: Parameters<TestWorld["addKey"]>[1] = {}) {
  const { key, hash } = keys.issue();
  return { key, id: await world.addKey(hash, more) };
}

const revoke = (id: string) =>
  world.db.prisma.apiKey.update({ where: { id }, data: { revokedAt: world.clock.now() } });

/** Why a key is refused; null where it is taken. */
async function refusalOf(key: string, { by = keys, address = sender.address } = {}) {
  const { refusal } = await by.resolve(key, { ...sender, address });
  return refusal ? `${refusal.code}: ${refusal.detail}` : null;
}

const wrong = "unauthenticated: The API key is wrong, or it was revoked.";

test("a key is recognised with what it may do", async () => {
  const expiresAt = new Date("2027-03-01T12:00:00Z");
  const { key, id } = await addKey({ expiresAt });
  expect((await keys.resolve(key, sender)).principal).toEqual({
    kind: "apiKey",
    id,
    originId: id,
    name: "k",
    partnerId: null,
    permissions: new Set(["things:read"]),
    limits: { ...unlimited, perMinute: 60 },
    apiVersion: null,
    expiresAt,
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
  const limits = async () => (await keys.resolve(key, sender)).principal?.limits;
  expect(await limits()).toEqual(limitsOverride);
  world.pass(60_000);
  nowMs += 1001;
  expect((await limits())?.perMinute).toBe(60);
});

test("a mistyped key is refused without asking the database", async () => {
  const { key } = await addKey();
  const mistyped = `${key.slice(0, -1)}${key.endsWith("a") ? "b" : "a"}`;
  for (const text of [mistyped, `${key}x`, key.toLowerCase(), "' OR 1=1 --", ""]) {
    expect(await refusalOf(text)).toBe(wrong);
  }
  expect(lookups).toBe(0);
});

test("calls within the second cost one lookup, also a hundred at once", async () => {
  const { key } = await addKey();
  await Promise.all(Array.from({ length: 100 }, () => keys.resolve(key, sender)));
  await keys.resolve(key, sender);
  expect(lookups).toBe(1);
});

test("a revoked key is refused after a second, where nobody tells of it", async () => {
  const { key, id } = await addKey();
  expect(await refusalOf(key)).toBeNull();
  await revoke(id);
  nowMs += 1000;
  expect(await refusalOf(key)).toBe(wrong);
});

test("whose key is refused is known, where the whole of it was sent", async () => {
  const { key, id } = await addKey();
  await revoke(id);
  const { principal, refusal, ...known } = await keys.resolve(key, sender);
  expect([principal, refusal?.detail]).toEqual([
    undefined,
    "The API key is wrong, or it was revoked.",
  ]);
  expect(known).toMatchObject({ of: { kind: "apiKey", id } });
  const invented = await keys.resolve(keys.issue().key, sender);
  expect(invented).toMatchObject({ of: undefined });
});

test("a key that is revoked in one process is refused in another at once", async () => {
  const { key, id } = await addKey();
  const [here, there] = await Promise.all([openLive(world.db, fail), openLive(world.db, fail)]);
  const other = open({ live: there });
  expect(await refusalOf(key, { by: other })).toBeNull();
  const told = new Promise((resolve) => there.subscribe(resolve));
  await revoke(id);
  here.publish(["keys", id]);
  await told;
  expect(await refusalOf(key, { by: other }), "no time has passed for its memory").toBe(wrong);
  await Promise.all([other.close(), here.close(), there.close()]);
});

test("nobody is let in when the database cannot be asked", async () => {
  const { key } = await addKey();
  const gone = openDatabase({ url: world.db.url, max: 1, onError: fail });
  const cut = open({ db: gone });
  expect(await refusalOf(key, { by: cut })).toBeNull();
  await gone.close();
  expect(await refusalOf(key, { by: cut }), "known for a second").toBeNull();
  nowMs += 1000;
  await expect(cut.resolve(key, sender)).rejects.toThrow();
});

test("a key that does not exist is not looked up again and again", async () => {
  const { key } = keys.issue();
  for (let call = 0; call < 5; call++) expect(await refusalOf(key)).toBe(wrong);
  expect(lookups).toBe(1);
});

test("what is stored is no use with another secret", async () => {
  const { key } = await addKey();
  const stolen = open({ secret: "another installation's" });
  expect(stolen.hash(key)).not.toBe(keys.hash(key));
  expect(await refusalOf(key, { by: stolen })).toBe(wrong);
  await stolen.close();
});

test("an expired key is told so, also one that is known, and only to who has all of it", async () => {
  const { key } = await addKey({ expiresAt: new Date(world.clock.now().getTime() + 1) });
  expect(await refusalOf(key)).toBeNull();
  world.pass(1);
  expect(await refusalOf(key)).toBe("unauthenticated: The API key has expired: ask for a new one.");
  expect(await refusalOf(keys.issue().key)).toBe(wrong);
});

test("a key is taken from the addresses that it is for", async () => {
  const { key } = await addKey({ allowedAddresses: ["203.0.113.0/24", "2001:db8::/32"] });
  for (const address of ["203.0.113.250", "::ffff:203.0.113.7", "2001:db8:1::7"]) {
    expect(await refusalOf(key, { address }), address).toBeNull();
  }
  for (const address of ["203.0.114.1", "::ffff:203.0.114.1", "2001:db9::1", "unknown"]) {
    expect(await refusalOf(key, { address })).toBe(
      `forbidden: The API key may not be used from ${address}.`,
    );
  }
});

test("a range that cannot be read opens the key to nobody", async () => {
  const { key } = await addKey({ allowedAddresses: ["everywhere"] });
  await expect(keys.resolve(key, sender)).rejects.toThrow("everywhere is no range");
});

test("the key that took over counts as the same system", async () => {
  const first = await addKey();
  const next = await addKey({ replacesId: first.id, originId: first.id });
  expect((await keys.resolve(next.key, sender)).principal).toMatchObject({
    id: next.id,
    originId: first.id,
  });
});

test("how a key was last used is written at the end at the latest, and never goes back", async () => {
  const { key, id } = await addKey();
  const lastUse = async () => {
    const row = await world.db.prisma.apiKey.findUniqueOrThrow({ where: { id } });
    return [row.lastUsedAt, row.lastUsedAddress, row.lastUsedAgent];
  };
  await keys.resolve(key, { address: "203.0.113.1", agent: null });
  await keys.resolve(key, { ...sender, agent: "t".repeat(300) });
  expect(await lastUse(), "not on the way of the call").toEqual([null, null, null]);
  const last = [world.clock.now(), sender.address, "t".repeat(200)];
  await keys.close();
  expect(await lastUse()).toEqual(last);
  world.pass(-60_000);
  keys = open();
  await keys.resolve(key, { address: "203.0.113.9", agent: "a clock that is late" });
  await keys.close();
  expect(await lastUse()).toEqual(last);
});

test("a call that is refused is no use of the key", async () => {
  const { key, id } = await addKey({ allowedAddresses: ["10.0.0.0/8"] });
  await keys.resolve(key, sender);
  await keys.close();
  const row = await world.db.prisma.apiKey.findUniqueOrThrow({ where: { id } });
  expect(row.lastUsedAt).toBeNull();
});

function fail(error: Error): void {
  throw error;
}

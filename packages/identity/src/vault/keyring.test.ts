import { afterAll, beforeAll, expect, test } from "vitest";
import { deriveKey } from "../secrets.ts";
import { createTestWorld, type TestWorld, testSecret } from "../testing.ts";
import { createVault } from "../vault.ts";
import { type Keyring, openKeyring } from "./keyring.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

function open(secret: string, previousSecret?: string): Promise<Keyring> {
  return openKeyring({ db: world.db, clock: world.clock, secret, previousSecret });
}

const next = "another secret, also of more than thirty-two characters";

test("processes that start at once hold the same keys", async () => {
  const rings = await Promise.all(Array.from({ length: 5 }, () => open(testSecret)));
  const keys = await Promise.all(rings.map((ring) => ring.named("audit")));
  const current = await Promise.all(rings.map((ring) => ring.current()));
  expect(new Set(keys.map(String)).size).toBe(1);
  expect(new Set(current.map(({ key }) => key.toString("hex"))).size).toBe(1);
  expect(await world.db.prisma.dataKey.count({ where: { name: "vault" } })).toBe(1);
});

test("keys that were once derived begin as they were, others at random", async () => {
  const ring = await open(testSecret);
  expect(await ring.named("api keys")).toEqual(deriveKey(testSecret, "api keys"));
  expect(await ring.named("something new")).not.toEqual(deriveKey(testSecret, "something new"));
});

test("another application secret opens nothing and says what to do", async () => {
  await expect(open(next)).rejects.toThrow(/set APP_SECRET_PREVIOUS to the former one/);
  await expect(open(next, next)).rejects.toThrow(/APP_SECRET_PREVIOUS/);
});

test("a change of the application secret changes no key", async () => {
  const sealed = await world.vault.seal("canary", "p");
  const before = await (await open(testSecret)).named("api keys");
  await open(next, testSecret);
  const after = await open(next);
  expect(await createVault(after).open(sealed, "p")).toBe("canary");
  expect(await after.named("api keys")).toEqual(before);
  await expect(open(testSecret)).rejects.toThrow(/does not open the keys/);
  await open(testSecret, next);
});

test("a wrapped key that took another's place does not open", async () => {
  const { prisma } = world.db;
  const named = await prisma.dataKey.findFirstOrThrow({ where: { name: "api keys" } });
  const vault = await prisma.dataKey.findFirstOrThrow({ where: { name: "vault" } });
  await prisma.dataKey.update({ where: { id: vault.id }, data: { wrapped: named.wrapped } });
  await expect(open(testSecret)).rejects.toThrow(/does not open the keys/);
  await prisma.dataKey.update({ where: { id: vault.id }, data: { wrapped: vault.wrapped } });
  await open(testSecret);
});

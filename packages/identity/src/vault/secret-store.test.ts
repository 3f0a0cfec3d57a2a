import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestWorld, type TestWorld } from "../testing.ts";
import { createSecretStore, type SecretStore } from "./secret-store.ts";

let world: TestWorld;
let store: SecretStore;
beforeAll(async () => {
  world = await createTestWorld();
  store = createSecretStore(world.db, world.vault, world.clock);
});
afterAll(() => world.close());

const handle = { owner: "connector:bank", name: "secretKey", host: "api.bank.example" };

test("a secret is used for its owner and host, and for no other", async () => {
  await store.put(world.db.prisma, handle, "canary");
  expect(await store.read(handle)).toBe("canary");
  expect(await store.read({ ...handle, owner: "connector:other" })).toBeNull();
  expect(await store.read({ ...handle, name: "webhookSecret" })).toBeNull();
  for (const host of ["evil.example", "api.bank.example.evil.example", ""]) {
    await expect(store.read({ ...handle, host })).rejects.toMatchObject({
      code: "connector_not_configured",
      detail: expect.stringContaining("is for api.bank.example"),
    });
  }
});

test("who changes the row's owner or host meets the seal", async () => {
  await store.put(world.db.prisma, handle, "canary");
  const where = { owner_name: { owner: handle.owner, name: handle.name } };
  const moved = { ...handle, owner: "connector:mine", host: "evil.example" };
  await world.db.prisma.secret.update({ where, data: moved });
  await expect(store.read(moved)).rejects.toThrow();
});

test("lists names, hosts and dates; replaces and removes", async () => {
  const owner = "connector:mail";
  const other = { owner, name: "password", host: "mx.example" };
  await store.put(world.db.prisma, other, "first");
  await store.put(world.db.prisma, { ...other, host: "mx2.example" }, "second");
  const updatedAt = world.clock.now();
  expect(await store.list(owner)).toEqual([{ name: "password", host: "mx2.example", updatedAt }]);
  expect(await store.read({ ...other, host: "mx2.example" })).toBe("second");
  await store.remove(world.db.prisma, other);
  expect(await store.list(owner)).toEqual([]);
});

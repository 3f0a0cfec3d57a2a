import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestWorld, type TestWorld, testSecret } from "../testing.ts";
import { createVault, sealedWith } from "../vault.ts";
import { openKeyring } from "./keyring.ts";
import { rotateSecrets } from "./rotate.ts";
import { createSecretStore } from "./secret-store.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

const handleOf = (n: number) => ({ owner: `connector:${n}`, name: "key", host: "api.example" });
const dataKeys = () =>
  world.db.prisma.dataKey.findMany({ where: { name: "vault" }, orderBy: { id: "asc" } });

test("everything is sealed anew while it is read and written, and the former key is gone", async () => {
  const { db, keyring, vault, clock } = world;
  const store = createSecretStore(db, vault, clock);
  for (let n = 0; n < 600; n++) await store.put(db.prisma, handleOf(n), `canary ${n}`);
  const [before] = await dataKeys();

  // Another process, which has not heard of the new key.
  const other = createVault(await openKeyring({ db, clock, secret: testSecret }));
  const elsewhere = createSecretStore(db, other, clock);
  let reads = 0;
  let running = true;
  const reading = (async () => {
    for (let n = 0; running; n = (n + 7) % 600, reads++) {
      expect(await elsewhere.read(handleOf(n))).toMatch(/^canary/);
      if (n % 50 === 0) await elsewhere.put(db.prisma, handleOf(n), `canary new ${n}`);
    }
  })();
  const { sealed, resumed } = await rotateSecrets({ db, keyring, vault, graceMs: 1500 });
  running = false;
  await reading;

  expect(resumed).toBe(false);
  expect(sealed).toBeGreaterThan(500);
  expect(reads).toBeGreaterThan(50);
  const after = await dataKeys();
  expect(after).toHaveLength(1);
  expect(after[0]?.id).not.toBe(before?.id);
  const rest = await db.prisma.secret.count({
    where: { NOT: { sealed: { startsWith: sealedWith(after[0]?.id ?? 0) } } },
  });
  expect(rest).toBe(0);
});

test("a key that some unlisted column still needs is kept, and the column named", async () => {
  const { db, keyring, vault } = world;
  await db.query("", "CREATE TABLE forgotten (id text, token text)", []);
  const token = await vault.seal("canary", "forgotten 1");
  await db.query("", "INSERT INTO forgotten VALUES ('1', $1)", [token]);
  const rotation = rotateSecrets({ db, keyring, vault, graceMs: 0 });
  await expect(rotation).rejects.toThrow(/forgotten\.token/);
  expect(await vault.open(token, "forgotten 1")).toBe("canary");

  await db.query("", "DROP TABLE forgotten", []);
  const { resumed } = await rotateSecrets({ db, keyring, vault, graceMs: 0 });
  expect(resumed).toBe(true);
  expect(await dataKeys()).toHaveLength(1);
});

test("a text that does not open stays as it is, with its key", async () => {
  const { db, keyring, vault, clock } = world;
  const store = createSecretStore(db, vault, clock);
  await store.put(db.prisma, handleOf(1), "canary");
  const where = { owner_name: { owner: "connector:2", name: "key" } };
  const { sealed } = await db.prisma.secret.findUniqueOrThrow({ where });
  await db.prisma.secret.update({ where, data: { host: "moved.example" } });
  const rotation = rotateSecrets({ db, keyring, vault, graceMs: 0 });
  await expect(rotation).rejects.toThrow(/secret\.sealed/);
  expect(await db.prisma.secret.findUniqueOrThrow({ where })).toMatchObject({ sealed });
  expect(await store.read(handleOf(1))).toBe("canary");
});

import { fixedClock, newId, unlimited } from "@crossdock/core";
import { openDatabase, type Prisma } from "@crossdock/db";
import { createTestDatabase } from "@crossdock/db/testing";
import { createHttpClient } from "@crossdock/http";
import { createPasswords } from "./passwords.ts";
import { openKeyring } from "./vault/keyring.ts";
import { createVault } from "./vault.ts";

export const testSecret = "a secret for tests, at least thirty-two characters long";

/** A database of its own, a clock that stands still, and ways to put rows in. */
export async function createTestWorld() {
  const { url, drop } = await createTestDatabase();
  const db = openDatabase({ url, max: 5, onError: console.error });
  const clock = fixedClock(new Date("2026-03-01T12:00:00Z"));
  const http = createHttpClient({ allowLoopback: true, now: () => new Date() });
  const passwords = createPasswords();
  const keyring = await openKeyring({ db, clock, secret: testSecret });
  const times = () => ({ createdAt: clock.now(), updatedAt: clock.now() });
  return {
    db,
    clock,
    http,
    oauth,
    passwords,
    keyring,
    vault: createVault(keyring),
    pass: (ms: number) => clock.set(new Date(clock.now().getTime() + ms)),
    async addUser(email: string, password?: string) {
      const id = newId("usr", clock.now());
      const passwordHash = password === undefined ? null : await passwords.hash(password);
      const data = { id, email, name: "U", role: "viewer", status: "active" as const };
      await db.prisma.user.create({ data: { ...data, passwordHash, ...times() } });
      return id;
    },
    async addKey(hash: string, more: Partial<Prisma.ApiKeyUncheckedCreateInput> = {}) {
      const id = newId("key", clock.now());
      const data = { id, name: "k", hash, hint: "…", scopes: ["things:read"] };
      const limits = { ...unlimited, perMinute: 60 };
      await db.prisma.apiKey.create({ data: { ...data, limits, createdAt: clock.now(), ...more } });
      return id;
    },
    async close() {
      await http.close();
      await db.close();
      await drop();
    },
  };
}

export type TestWorld = Awaited<ReturnType<typeof createTestWorld>>;

const issuer = "http://localhost:3000";

/** What the OAuth server is told of a product that has one resource. */
const oauth = {
  issuer,
  resources: { audiences: new Map([[`${issuer}/api`, `${issuer}/api`]]), default: `${issuer}/api` },
  scopes: ["things:read", "things:write"],
  customerScopes: ["things:read"],
  http: createHttpClient({ allowLoopback: false, now: () => new Date() }),
};

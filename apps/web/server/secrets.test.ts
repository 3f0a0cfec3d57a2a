import { rotateSecrets } from "@crossdock/identity";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { atRow } from "./testing/pause.ts";
import { runCli } from "./testing/run-cli.ts";
import { spawnServer } from "./testing/server-process.ts";
import { startTestApp, type TestApp } from "./testing/test-app.ts";

// Processes are slow to start on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let shop: TestApp;
beforeAll(async () => {
  shop = await startTestApp();
});
afterAll(() => shop.close());

const nextSecret = "the next secret for tests, at least thirty-two characters";
const ownerOf = (n: number) => `connector:c${String(n).padStart(4, "0")}`;
const handleOf = (n: number) => ({ owner: ownerOf(n), name: "key", host: "api.example" });

async function keep(count: number): Promise<void> {
  const { db, identity } = shop.product;
  for (let n = 0; n < count; n++)
    await identity.secrets.put(db.prisma, handleOf(n), `canary-secret-${n}-end`);
}

test("no secret, key, password or token is found in the rows of any table", async () => {
  const { db, identity } = shop.product;
  await keep(20);
  const canaries = Array.from({ length: 20 }, (_, n) => `canary-secret-${n}-end`);
  for (let n = 0; n < 10; n++) canaries.push(await shop.createKey());
  for (let n = 0; n < 10; n++) {
    const { userId, cookie } = await shop.signIn();
    const { token } = await identity.sessions.createLink(userId);
    canaries.push(cookie.split("=")[1] ?? "", token);
  }
  const { APP_SECRET: secret = "" } = shop.env;
  const text = await dumpOf(db);
  expect(text).toContain(ownerOf(7));
  for (const canary of [...canaries, secret]) {
    expect(canary.length).toBeGreaterThan(16);
    for (const coding of ["utf8", "hex", "base64", "base64url"] as const) {
      const coded = Buffer.from(canary).toString(coding).replace(/=+$/, "");
      expect(text.includes(coded), `${canary} as ${coding}`).toBe(false);
    }
  }
  expect(canaries).toHaveLength(50);
});

test("a rotation that is killed three times fails no read, and the next call ends it", async () => {
  const { db, identity } = shop.product;
  await keep(700);
  const [before] = await dataKeys();
  let reads = 0;
  let running = true;
  const reading = (async () => {
    for (let n = 0; running; n = (n + 7) % 700, reads++)
      expect(await identity.secrets.read(handleOf(n))).toBe(`canary-secret-${n}-end`);
  })();
  const done: number[] = [];
  const ids = await db.prisma.secret.findMany({ orderBy: { id: "asc" }, select: { id: true } });
  for (const row of [250, 450, 650]) {
    await killedAt(ids[row]?.id ?? "");
    done.push(await db.prisma.secret.count({ where: { NOT: startsWith(before) } }));
  }
  const { keyring, vault } = identity;
  const { resumed } = await rotateSecrets({ db, keyring, vault, graceMs: 0 });
  running = false;
  await reading;

  expect(done).toEqual([200, 400, 600]);
  expect(resumed).toBe(true);
  expect(reads).toBeGreaterThan(100);
  expect(await dataKeys()).toEqual([expect.not.stringContaining(before ?? "")]);
  expect(await db.prisma.secret.count({ where: startsWith(before) })).toBe(0);
});

test("another APP_SECRET stops the start with one line that names the mend", async () => {
  const server = await spawnServer({ ...shop.env, APP_SECRET: nextSecret });
  expect(await server.exited).toBe(1);
  expect(server.output().trim()).toMatch(
    /^The application secret .* set APP_SECRET_PREVIOUS to the former one\.$/,
  );
});

test("APP_SECRET is changed, and keys and secrets go on", async () => {
  const key = await shop.createKey();
  const { APP_SECRET = "", ...rest } = shop.env;
  const changed = { ...rest, APP_SECRET: nextSecret };
  const first = await shop.serve({ ...changed, APP_SECRET_PREVIOUS: APP_SECRET });
  expect(await statusWith(first.url, key)).toBe(200);
  await first.end("SIGTERM");
  const second = await shop.serve(changed);
  expect(await statusWith(second.url, key)).toBe(200);
  await second.end("SIGTERM");
});

async function statusWith(url: string, key: string): Promise<number> {
  const answer = await fetch(`${url}/api/v2/me`, { headers: { authorization: `Bearer ${key}` } });
  return answer.status;
}

/** Runs the command until it writes this secret's row, and kills it there. */
async function killedAt(id: string): Promise<void> {
  const rotation = runCli(shop.env, "secrets", "rotate");
  const place = { when: "UPDATE", table: "secret", row: `NEW.id = '${id}'` } as const;
  await atRow(shop, place, async () => {
    rotation.kill();
    await rotation.ended;
  });
}

async function dataKeys(): Promise<string[]> {
  const rows = await shop.product.db.prisma.dataKey.findMany({ where: { name: "vault" } });
  return rows.map(({ id }) => `sealed:v1:${id}:`);
}

function startsWith(prefix = "") {
  return { sealed: { startsWith: prefix } };
}

/** Every row of every table as text. */
async function dumpOf(db: TestApp["product"]["db"]): Promise<string> {
  const tables = await db.query<{ name: string }>("", tablesQuery, []);
  const texts: string[] = [];
  for (const { name } of tables) {
    const rows = await db.query<{ row: string }>("", `SELECT t::text AS row FROM ${name} t`, []);
    texts.push(...rows.map(({ row }) => row));
  }
  return texts.join("\n");
}

const tablesQuery = `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
  WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`;

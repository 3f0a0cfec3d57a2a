import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Client } from "pg";
import { afterAll, afterEach, expect, test } from "vitest";
import { EmbeddedError, joinEmbedded, startEmbedded } from "./index.ts";

const dataDir = makeDataDir();
const log = () => {};
const children: ChildProcess[] = [];

afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  if (!existsSync(join(dataDir, "postgres", "postmaster.pid"))) return;
  const left = await startEmbedded({ dataDir, log });
  await left.stop();
});

afterAll(() => rmSync(dataDir, { recursive: true }));

test("of two that set up the same folder at once, one serves and one is refused", async () => {
  const settled = await Promise.allSettled([startInChild(), startInChild()]);
  const statuses = settled.map((result) => result.status).sort();
  expect(statuses).toEqual(["fulfilled", "rejected"]);
});

test("sets PostgreSQL 18 up, stops it, and finds the data at the same address again", async () => {
  const first = await startEmbedded({ dataDir, log });
  await query(first.url, "CREATE TABLE kept (id int)");
  expect(
    await query(first.url, "SELECT current_setting('server_version_num')::int / 10000 AS v"),
  ).toEqual([{ v: 18 }]);
  expect(
    await query(
      first.url,
      "SELECT datlocprovider, datlocale, pg_encoding_to_char(encoding) AS enc, current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS sync FROM pg_database WHERE datname = current_database()",
    ),
  ).toEqual([{ datlocprovider: "b", datlocale: "C.UTF-8", enc: "UTF8", fsync: "on", sync: "on" }]);
  await first.stop();
  await first.stop();
  await expect(query(first.url, "SELECT 1")).rejects.toThrow("ECONNREFUSED");
  const second = await startEmbedded({ dataDir, log });
  expect(second.url).toBe(first.url);
  expect(await query(second.url, "SELECT * FROM kept")).toEqual([]);
  await second.stop();
});

test("takes a password only", async () => {
  const { url, stop } = await startEmbedded({ dataDir, log });
  const wrong = url.replace(/:[^:@]+@/, ":wrong@");
  await expect(query(wrong, "SELECT 1")).rejects.toThrow("password authentication failed");
  expect(statSync(join(dataDir, "postgres", "crossdock.password")).mode & 0o777).toBe(0o600);
  await stop();
});

test("refuses a second server process and names the first", async () => {
  const other = await startInChild();
  await expect(startEmbedded({ dataDir, log })).rejects.toThrow(
    `already running on ${dataDir} (pid ${other.child.pid}): stop it or set DATA_DIR to another folder`,
  );
  expect(await query(other.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
});

test("adopts the PostgreSQL that a killed process left running", async () => {
  const { child, url } = await startInChild();
  const before = await startedAt(url);
  child.kill("SIGKILL");
  await once(child, "exit");
  const adopted = await startEmbedded({ dataDir, log });
  expect(adopted.url).toBe(url);
  expect(await startedAt(url)).toEqual(before);
  await adopted.stop();
});

test("recovers a database that was killed together with its process", async () => {
  const { child, url } = await startInChild();
  await query(url, "CREATE TABLE survives (id int)");
  child.kill("SIGKILL");
  process.kill(postmasterPid(), "SIGKILL");
  const recovered = await startEmbedded({ dataDir, log });
  expect(await query(recovered.url, "SELECT * FROM survives")).toEqual([]);
  await recovered.stop();
});

test("is not fooled by a pid file that names another program", async () => {
  const first = await startEmbedded({ dataDir, log });
  const pidFile = join(dataDir, "postgres", "postmaster.pid");
  const lines = readFileSync(pidFile, "utf8").split("\n");
  await first.stop();
  writeFileSync(pidFile, [process.pid, ...lines.slice(1)].join("\n"));
  const second = await startEmbedded({ dataDir, log });
  expect(await query(second.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  await second.stop();
});

test("starts PostgreSQL again when it dies under us", async () => {
  let told = () => {};
  const again = new Promise<void>((resolve) => {
    told = resolve;
  });
  const { url, stop } = await startEmbedded({
    dataDir,
    log: (line) => line.includes("starting it again") && told(),
  });
  process.kill(postmasterPid(), "SIGKILL");
  await again;
  await expect
    .poll(() => query(url, "SELECT 1 AS one").catch(() => []), { timeout: 10_000 })
    .toEqual([{ one: 1 }]);
  await stop();
});

test("a command uses the server's PostgreSQL, or one of its own that it stops", async () => {
  const alone = await joinEmbedded({ dataDir, log });
  expect(await query(alone.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  await alone.stop();
  await expect(query(alone.url, "SELECT 1")).rejects.toThrow("ECONNREFUSED");

  const server = await startEmbedded({ dataDir, log });
  const beside = await joinEmbedded({ dataDir, log });
  expect(beside.url).toBe(server.url);
  await beside.stop();
  expect(await query(server.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  await server.stop();
});

test("a folder that cannot be made stops the start with one line naming the mend", async () => {
  const file = join(dataDir, "file");
  writeFileSync(file, "");
  const start = startEmbedded({ dataDir: join(file, "data"), log });
  await expect(start).rejects.toThrow(EmbeddedError);
  await expect(start).rejects.toThrow(/^.* cannot be written \(ENOTDIR\): .* DATA_DIR .*$/);
});

test.runIf(process.getuid?.() === 0)(
  "keeps root's data where PostgreSQL's user can reach it",
  async () => {
    const closed = join(dataDir, "closed");
    mkdirSync(closed, { mode: 0o700 });
    const lines: string[] = [];
    const { url, stop } = await startEmbedded({ dataDir: closed, log: (line) => lines.push(line) });
    expect(await query(url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    await stop();
    const place = /keeps its data in (\S+)/.exec(lines.join("\n"))?.[1] ?? "";
    expect(readFileSync(join(place, "PG_VERSION"), "utf8").trim()).toBe("18");
    rmSync(place, { recursive: true });
  },
);

function makeDataDir(): string {
  const dir = mkdtempSync(join(tmpdir(), "crossdock-embedded-"));
  chmodSync(dir, 0o755);
  return dir;
}

/** A process of its own that serves on the data folder; rejects with what it says when it is refused. */
async function startInChild(): Promise<{ child: ChildProcess; url: string }> {
  const script = `
    import { startEmbedded } from ${JSON.stringify(import.meta.resolve("./index.ts"))};
    startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, log() {} })
      .then(({ url }) => console.log(url), (error) => { console.log(error.message); process.exit(1); });
  `;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  const lines = createInterface({ input: child.stdout });
  const [line]: string[] = await once(lines, "line");
  if (line?.startsWith("postgresql:")) return { child, url: line };
  throw new Error(line);
}

function postmasterPid(): number {
  return Number(readFileSync(join(dataDir, "postgres", "postmaster.pid"), "utf8").split("\n")[0]);
}

async function startedAt(url: string): Promise<unknown> {
  const rows = await query(url, "SELECT pg_postmaster_start_time() AS at");
  return rows[0]?.at;
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

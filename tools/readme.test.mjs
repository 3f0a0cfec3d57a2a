import { execFile, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { at } from "./prepare/root.mjs";

// A stranger's steps: each command is the README's own, run by bash in the checkout. Only the port
// and the data folder are others, so that the test disturbs nobody, and the keys are those it got.

const readme = readFileSync(at("README.md"), "utf8");
const blocks = [...readme.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, code]) => code.trim());
const [start, runTests, partner, commandLine] = blocks;

let server;
let output = "";
let env;

beforeAll(async () => {
  const port = String(await freePort());
  const dataDir = mkdtempSync(join(tmpdir(), "crossdock-readme-"));
  env = { ...process.env, PORT: port, DATA_DIR: dataDir, STRIPE_WEBHOOK_SECRET: "whsec_readme" };
  for (const name of ["DATABASE_URL", "APP_URL", "SEED", "NODE_ENV"]) delete env[name];
  server = spawn("bash", ["-c", start], { cwd: at("."), env, detached: true });
  for (const stream of [server.stdout, server.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => {
      output += text;
    });
  }
  await printed(/Try the API +(.*)/);
}, 180_000);

afterAll(async () => {
  const gone = new Promise((resolve) => server.on("close", resolve));
  // Ctrl-C reaches the whole foreground group.
  process.kill(-server.pid, "SIGINT");
  await gone;
  rmSync(env.DATA_DIR, { recursive: true, force: true });
}, 30_000);

test("there are two commands, and no other to run before them", () => {
  expect([start, runTests]).toEqual(["npm start", "npm test"]);
});

test("the first start prints how to sign in and a curl that works", async () => {
  expect(output).toMatch(
    /Sign in as +owner@example\.com\n +Password +\S+\n +Or open once +http\S+/,
  );
  const [, curl] = /Try the API +(.*)/.exec(output);
  const { data } = JSON.parse(await bash(curl));
  expect(data).toHaveLength(3);
});

test("a partner lists products and places one order, however often it is sent", async () => {
  const key = await bash(
    'npm run -s cli -- keys create --name readme --scopes all --partner "A partner"',
  );
  const [setKey, list, order] = partner.split(/\n\n/);
  const withKey = (command) =>
    bash(`${setKey.replace("cdk_live_…", key.trim())}\n${onOurPort(command)}`);
  expect(JSON.parse(await withKey(list)).data).toHaveLength(2);
  const placed = JSON.parse(await withKey(order));
  expect(placed).toMatchObject({ status: "pending", payments: [{ action: { type: "redirect" } }] });
  expect(JSON.parse(await withKey(order))).toEqual(placed);
  const page = await fetch(placed.payments[0].action.url);
  expect(page.status).toBe(200);
});

// A rotation of the secrets keeps the former key for half a minute.
const commands = commandLine.split("\n").filter((line) => !line.includes("_…"));
test.each(commands)("%s", { timeout: 90_000 }, async (command) => {
  expect((await bash(command)).trim()).not.toBe("");
});

async function bash(command) {
  const { stdout } = await promisify(execFile)("bash", ["-c", command], { cwd: at("."), env });
  return stdout;
}

function onOurPort(command) {
  return command.replaceAll("localhost:3000", `localhost:${env.PORT}`);
}

async function printed(pattern) {
  while (!pattern.test(output)) {
    if (server.exitCode !== null) throw new Error(`npm start ended:\n${output}`);
    await new Promise((resolve) => server.stdout.once("data", resolve));
  }
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

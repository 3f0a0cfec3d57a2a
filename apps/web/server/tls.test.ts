import { copyFile, mkdtemp, rm, truncate } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadEnv } from "@crossdock/config/env";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type ServerProcess, spawnServer } from "./testing/server-process.ts";
import { startTestApp, type TestApp } from "./testing/test-app.ts";
import { callTls, testPair } from "./testing/tls-client.ts";
import { until } from "./testing/until.ts";
import { readTls } from "./tls.ts";

// Processes are slow to start on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let app: TestApp;
let folder: string;
let server: ServerProcess;
let url: string;
const [one, two] = [testPair("one"), testPair("two")];

beforeAll(async () => {
  app = await startTestApp();
  folder = await mkdtemp(join(tmpdir(), "crossdock-tls-"));
  await use(one);
  const [TLS_CERT, TLS_KEY] = [join(folder, "crt"), join(folder, "key")];
  server = await spawnServer({ ...app.env, TLS_CERT, TLS_KEY, LOG_LEVEL: "info" });
  url = `https://localhost:${new URL(server.url).port}`;
  await until("it is ready", async () => (await statusOf("/readyz")) === 200);
});
afterAll(async () => {
  await server.end("SIGKILL");
  await app.close();
  await rm(folder, { recursive: true });
});

test("the API answers over TLS 1.2 and 1.3, and tells browsers to come back so", async () => {
  const headers = { Authorization: `Bearer ${await app.createKey()}` };
  for (const protocol of ["TLSv1.2", "TLSv1.3"] as const) {
    const bounds = { minVersion: protocol, maxVersion: protocol };
    const answer = await callTls(`${url}/api/v2/me`, { headers, ...bounds });
    expect(answer).toMatchObject({ status: 200, protocol });
    expect(answer.headers["strict-transport-security"]).toBe("max-age=31536000; includeSubDomains");
  }
});

test("older TLS is refused, and plain HTTP gets no answer", async () => {
  const old = { maxVersion: "TLSv1.1", minVersion: "TLSv1", ciphers: "ALL:@SECLEVEL=0" } as const;
  await expect(callTls(`${url}/livez`, old)).rejects.toThrow(/alert|protocol|reset/i);
  expect(await plainAnswer()).not.toMatch(/HTTP\/1\.1 (?!400)/);
  expect(await plainAnswer()).not.toContain("pass");
});

test("its own address is one of https", async () => {
  const { body } = await callTls(`${url}/.well-known/api-catalog`);
  expect(JSON.parse(body).linkset[0].anchor).toMatch(/^https:\/\/localhost:\d+\/api\//);
});

test("a renewed pair is taken while it runs; half of one, or a broken one, is not", async () => {
  const before = await shown();
  await copyFile(two.cert, join(folder, "crt"));
  await until("half a pair is told", () => /TLS_KEY: is not the key/.test(server.output()));
  expect(await shown()).toBe(before);

  await copyFile(two.key, join(folder, "key"));
  await until("the other certificate is shown", async () => (await shown()) !== before);
  const after = await shown();

  await truncate(join(folder, "crt"), 100);
  await until("a broken one is told", () => /TLS_CERT: the file is not/.test(server.output()));
  expect(await shown()).toBe(after);
  await use(one);
  await until("the first is back", async () => (await shown()) === before);
});

describe("a fault of the pair stops the start with a line that names the mend", () => {
  test.each([
    ["a certificate alone", { TLS_CERT: one.cert }, /^TLS_KEY: is required with TLS_CERT/],
    ["a key alone", { TLS_KEY: one.key }, /^TLS_CERT: is required with TLS_KEY/],
    ["another's key", { TLS_CERT: one.cert, TLS_KEY: two.key }, /^TLS_KEY: is not the key/],
    ["no file", { TLS_CERT: "/nothing", TLS_KEY: one.key }, /^TLS_CERT: \/nothing cannot be read/],
    ["no certificate", { TLS_CERT: one.key, TLS_KEY: one.key }, /^TLS_CERT: .*PEM certificate/],
    ["no key", { TLS_CERT: one.cert, TLS_KEY: one.cert }, /^TLS_KEY: .*PEM private key/],
    [
      "an address without TLS",
      { TLS_CERT: one.cert, TLS_KEY: one.key, APP_URL: "http://shop.example" },
      /^APP_URL: must begin with https/,
    ],
  ])("%s", (_, env, mend) => {
    expect(() => readTls(loadEnv(env))).toThrow(mend);
  });
});

async function use({ cert, key }: { cert: string; key: string }): Promise<void> {
  await copyFile(cert, join(folder, "crt"));
  await copyFile(key, join(folder, "key"));
}

async function shown(): Promise<string> {
  return (await callTls(`${url}/livez`)).fingerprint;
}

async function statusOf(path: string): Promise<number> {
  return callTls(url + path).then(
    ({ status }) => status,
    () => 0,
  );
}

function plainAnswer(): Promise<string> {
  return new Promise((resolve) => {
    let received = "";
    const socket = connect(Number(new URL(url).port), "127.0.0.1", () =>
      socket.write("GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n"),
    );
    socket.on("data", (chunk) => {
      received += chunk.toString("latin1");
    });
    socket.on("error", () => {}).on("close", () => resolve(received));
  });
}

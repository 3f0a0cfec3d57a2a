import { createHmac } from "node:crypto";
import { type FakeGithub, startFakeGithub } from "@crossdock/fake-providers";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { freePort } from "./testing/server-process.ts";
import { startTestApp, type TestApp } from "./testing/test-app.ts";
import { until } from "./testing/until.ts";

// Processes are slow to start on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const secret = "a-secret-that-github-has-too";

let app: TestApp;
let github: FakeGithub;
let url: string;

beforeAll(async () => {
  const port = String(await freePort());
  url = `http://127.0.0.1:${port}`;
  app = await startTestApp({ PORT: port, APP_URL: url, PROCESSES: "api,worker" });
  // Of half an hour ago: nothing is on its way any more.
  github = await startFakeGithub({ now: () => new Date(Date.now() - 1_800_000), deliver });
});
afterAll(async () => {
  await app.close();
  await github.close();
});

async function deliver({ guid, event, body }: { guid: string; event: string; body: string }) {
  const signature = createHmac("sha256", secret).update(body).digest("hex");
  const headers = {
    ...{ "content-type": "application/json", "x-github-event": event, "x-github-delivery": guid },
    "x-hub-signature-256": `sha256=${signature}`,
  };
  const answer = await fetch(`${url}/api/webhooks/code`, { method: "POST", headers, body });
  return answer.status;
}

test("what GitHub could not deliver while the shop was down comes at the next start, once", async () => {
  const settings = { kind: "github" as const };
  const { id } = await app
    .as()
    .inboundSources.create({ name: "Code", slug: "code", settings, secret });
  const { hookUrl, token } = github;
  await app.as().inboundSources.setHook({ id, hookUrl, token });
  const first = await app.serve();
  await github.emit("issues", { action: "opened" });
  await first.end("SIGKILL");
  for (const action of ["edited", "closed"]) await github.emit("issues", { action });
  expect(github.deliveries.map(({ status }) => status)).toEqual([202, 502, 502]);
  await app.serve();
  const entries = async () => (await app.as().inbox.list({ connector: "code" })).data;
  await until("all have come", async () => (await entries()).length === 3, 30_000);
  await github.settled();
  expect(github.deliveries.slice(3)).toMatchObject([
    { redelivery: true, status: 202 },
    { redelivery: true, status: 202 },
  ]);
  expect((await entries()).map(({ type, duplicates }) => [type, duplicates]).sort()).toEqual([
    ["issues.closed", 0],
    ["issues.edited", 0],
    ["issues.opened", 0],
  ]);
  await until("it is told", async () => {
    const { last } = await app.as().inboundSources.hook({ id });
    return last?.found === 2 && last.error === null;
  });
});

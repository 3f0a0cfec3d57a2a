import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { replay, type Step } from "../testing/replay.ts";
import { startTestApp, type TestApp } from "../testing/test-app.ts";

// Processes are slow to start on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const file = new URL("./v1.json", import.meta.url);
const appUrl = "https://shop.example";
const resources = ["customers", "inquiries", "inventory", "orders", "payments", "products"];

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ APP_URL: appUrl });
});
afterAll(() => app.close());

// Recorded when v1 was the newest version. `vitest -u` records anew: whatever that changes breaks a
// partner's program.
test("v1 answers as it did on the day it was released, byte for byte", async () => {
  const { url } = await app.serve({ PROCESSES: "api,worker" });
  const keys = await createKeys(app);
  const steps: Step[] = JSON.parse(await readFile(file, "utf8"));
  const replayed = await replay(app, { url, keys }, steps);
  await expect(`${JSON.stringify(replayed, null, 2)}\n`).toMatchFileSnapshot("v1.json");
});

async function createKeys(app: TestApp): Promise<Record<string, string>> {
  const scopes = ["events:read", ...resources.flatMap((name) => [`${name}:read`, `${name}:write`])];
  const [north, south] = [await app.createPartner(), await app.createPartner()];
  return {
    shop: await app.createKey({ scopes }),
    north: await app.createKey({ partnerId: north, scopes }),
    south: await app.createKey({ partnerId: south, scopes }),
    reader: await app.createKey({ scopes: ["products:read"] }),
    unknown: app.product.identity.apiKeys.issue().key,
  };
}

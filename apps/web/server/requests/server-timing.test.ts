import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { send } from "../testing/rest-client.ts";
import { startTestApp, type TestApp } from "../testing/test-app.ts";

// Processes are slow to start on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let app: TestApp;
let url: string;

beforeAll(async () => {
  app = await startTestApp();
  ({ url } = await app.serve());
});
afterAll(() => app.close());

const all = /^auth;dur=[\d.]+, limit;dur=[\d.]+, .*database;dur=[\d.]+, .*total;dur=[\d.]+$/;

async function told(key: string | undefined): Promise<string | null> {
  const { headers } = await send(url, { method: "GET", path: "/api/v2/products", key });
  return headers.get("server-timing");
}

test("the shop's own keys are told the phases; partners and strangers nothing", async () => {
  expect(await told(await app.createKey())).toMatch(all);
  expect(await told(await app.createKey({ partnerId: await app.createPartner() }))).toBeNull();
  expect(await told(undefined)).toBeNull();
  expect(await told("cdk_live_wrong")).toBeNull();
});

test("admins are told in the dashboard, other members nothing", async () => {
  const ask = async (role: Parameters<TestApp["signIn"]>[0]) => {
    const { cookie } = await app.signIn(role);
    const answer = await fetch(`${url}/api/trpc/products.list?input=%7B%7D`, {
      headers: { cookie },
    });
    return answer.headers.get("server-timing");
  };
  for (const role of ["owner", "admin"] as const)
    expect(await ask(role)).toMatch(/^auth;dur=[\d.]+, database;dur=[\d.]+, total;dur=[\d.]+$/);
  for (const role of ["support", "viewer"] as const) expect(await ask(role)).toBeNull();
});

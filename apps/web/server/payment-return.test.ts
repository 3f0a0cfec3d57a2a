import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startTestApp, type TestApp } from "./testing/test-app.ts";

// Processes are slow to start on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let app: TestApp;
let url: string;
beforeAll(async () => {
  app = await startTestApp();
  ({ url } = await app.serve({ PROCESSES: "api" }));
});
afterAll(() => app.close());

const get = (path: string, method = "GET") =>
  fetch(`${url}${path}`, { method, redirect: "manual" });

test("the way back from a provider leads to the order's own address, and nowhere else", async () => {
  const { sku } = await app.sell(2);
  const returnUrl = "https://shop.example/thanks?order=1";
  const payment = { provider: "test", returnUrl } as const;
  const order = await app.as().orders.create({
    ...{ email: "zoe@example.com", lines: [{ sku, quantity: 1 }], payment },
  });
  const [made] = order.payments;
  const page = new URL(made?.action?.type === "redirect" ? made.action.url : "");
  const [pay = ""] = (page.searchParams.get("token") ?? "").split(".");
  const { successUrl } = JSON.parse(Buffer.from(pay, "base64url").toString());
  const { pathname, search } = new URL(successUrl);
  const back = await get(`${pathname}${search}&token=EC-1&next=https://evil.example`);
  expect(back.status).toBe(303);
  expect(back.headers.get("location")).toBe(returnUrl);
  expect(back.headers.get("cache-control")).toBe("no-store");
  expect((await get(pathname)).status).toBe(404);
  expect((await get(`${pathname}?token=EC-1`)).status).toBe(404);
  const other = "/payments/return/pay_00000000000000000000000000";
  expect((await get(`${other}${search}`)).status).toBe(404);
  expect((await get(`${pathname}${search}`, "POST")).status).toBe(405);
});

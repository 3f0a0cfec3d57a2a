import { loadEnv } from "@crossdock/config/env";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readCommand } from "./cli/commands.ts";
import { startStripeShop } from "./testing/stripe-shop.ts";
import { until } from "./testing/until.ts";

let app: Awaited<ReturnType<typeof startStripeShop>>;
beforeAll(async () => {
  app = await startStripeShop();
});
afterAll(() => app.close());

test("what is switched off in one process is so in another within a second", async () => {
  const other = await app.serve();
  const { sku } = await app.sell(10);
  const key = await app.createKey();
  const place = async () => {
    const answer = await fetch(`${other.url}/api/v2/orders`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${key}`,
        "content-type": "application/json",
        "idempotency-key": crypto.randomUUID(),
      },
      body: JSON.stringify({
        email: "s@example.com",
        lines: [{ sku, quantity: 1 }],
        payment: { provider: "test", returnUrl: "https://shop.example/thanks" },
      }),
    });
    return { status: answer.status, body: await answer.json() };
  };
  expect((await place()).status).toBe(201);
  await app.as().connectors.disable({ id: "test", reason: "We move house." });
  const switchedAt = performance.now();
  await until("the other process refuses", async () => (await place()).status === 422);
  expect(performance.now() - switchedAt).toBeLessThan(1500);
  expect((await place()).body).toMatchObject({
    code: "connector_disabled",
    detail: "Test provider is switched off: We move house. Use another payment.provider.",
  });
  await app.as().connectors.enable({ id: "test" });
});

test("a connector's calls are in the log with whose request it was, and no secret", async () => {
  const { data: before } = await app.as().connectors.calls({ id: "stripe" });
  expect(await app.as().connectors.check({ id: "stripe" })).toMatchObject({ ok: true });
  const latest = async () => (await app.as().connectors.calls({ id: "stripe" })).data;
  await until("the call is kept", async () => (await latest()).length > before.length);
  expect((await latest())[0]).toMatchObject({
    ...{ method: "GET", path: "/v1/balance", attempt: 1, status: 200, error: null },
    host: new URL(app.fake.url).host,
    requestId: expect.stringMatching(/^req_/),
  });
  expect(JSON.stringify(await app.product.db.prisma.outboundCall.findMany())).not.toContain("sk_");
});

test("the command line lists connectors, and its check fails where one does not work", async () => {
  const run = async (...words: string[]) => {
    const printed: string[] = [];
    const { command, args } = readCommand(words);
    const product = async () => app.product;
    const print = (text: string) => void printed.push(text);
    const env = loadEnv(app.env);
    const ended = command.run({ env, url: "", product, print, note: print }, args);
    const error = await ended.then(
      () => null,
      (error: Error) => error.message,
    );
    return { error, printed };
  };
  expect((await run("connectors", "list")).printed).toContain(
    "stripe\tconfigured\tpayments\t2026-10-28.endive\tStripe",
  );
  const good = await run("connectors", "check");
  expect(good.error).toBeNull();
  expect(good.printed).toContain("ok  \tstripe\tthe settings work\tStripe accepts the key.");
  expect(good.printed.join("\n")).toMatch(/^ok {2}\tstripe\ta payment that is not there/m);
  const message = "Invalid API Key provided";
  const body = { error: { type: "invalid_request_error", message } };
  app.fake.faults.calls.push({ kind: "answer", answer: { status: 401, body } });
  const bad = await run("connectors", "check", "stripe");
  expect(bad).toEqual({
    error: "1 of 1 checks failed.",
    printed: [`FAIL\tstripe\tthe settings work\t${message}`],
  });
  expect((await run("connectors", "check", "nobody")).error).toMatch(/no connector nobody/);
});

import { loadEnv } from "@crossdock/config/env";
import { paymentContract } from "@crossdock/connectors";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { readCommand } from "./cli/commands.ts";
import { runCli } from "./testing/run-cli.ts";
import { startStripeShop } from "./testing/stripe-shop.ts";
import { until } from "./testing/until.ts";

// Processes are slow to start on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

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
  const where = { transport: "outbound", operation: "stripe" };
  const kept = await app.product.db.prisma.requestLog.findMany({ where });
  expect(kept.map((row) => Object.values(row).join())).not.toContainEqual(
    expect.stringContaining("sk_"),
  );
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
  for (let call = 0; call < 2; call += 1)
    app.fake.faults.calls.push({ kind: "answer", answer: { status: 401, body } });
  const bad = await run("connectors", "check", "stripe");
  expect(bad).toEqual({
    error: "2 of 2 checks failed.",
    printed: [
      `FAIL\tstripe\tthe settings work\t${message}`,
      `FAIL\tstripe\ta payment that is not there is told as missing\t${message}`,
    ],
  });
  expect((await run("connectors", "check", "nobody")).error).toMatch(/no connector nobody/);
});

test("the check runs the payment contract where test keys are in the environment, and never by live ones", async () => {
  const { url } = app.fake;
  const paypal = {
    ...{ PAYPAL_CLIENT_ID: "client", PAYPAL_CLIENT_SECRET: "secret", PAYPAL_API_BASE: url },
    PAYPAL_WEBHOOK_ID: "WH-1",
  };
  app.fake.paypal.deliverTo(`${url}/nowhere`, "WH-1");
  const good = await runCli({ ...app.env, ...paypal }, "connectors", "check").ended;
  expect(good).toMatchObject({ status: 0, stderr: "" });
  const cases = paymentContract.map(({ name, buys }) => ({ name, buys }));
  const [stripeLines, paypalLines] = ["stripe", "paypal"].map((id) =>
    good.stdout.split("\n").filter((line) => line.split("\t")[1] === id),
  );
  const ran = (id: string, name: string) => `ok  \t${id}\t${name}\tIt is so.`;
  const skipped = (name: string) =>
    `skip\tpaypal\t${name}\tNot run: it needs a buyer in a browser.`;
  expect(stripeLines?.slice(2)).toEqual(cases.map(({ name }) => ran("stripe", name)));
  expect(paypalLines?.slice(1)).toEqual([
    "ok  \tpaypal\tan order that is not there is told as missing\tThe specified resource does not exist.",
    ...cases.map(({ name, buys }) => (buys ? skipped(name) : ran("paypal", name))),
  ]);

  // A provider that forgets a key acts twice on it.
  const after = async () => app.fake.forgetKeys();
  app.fake.faults.calls.push({ kind: "around", at: /^POST \/v1\/payment_intents$/, after });
  const bad = await runCli(app.env, "connectors", "check", "stripe").ended;
  expect(bad.status).toBe(1);
  expect(bad.stdout).toMatch(
    /^FAIL\tstripe\tthe same key starts.*\tNot as it should be: the second/m,
  );
  expect(bad.stdout.match(/^FAIL/gm)).toHaveLength(1);

  const seen = app.fake.paypal.requests.length;
  const live = { ...app.env, ...paypal, PAYPAL_ENVIRONMENT: "live" };
  const refused = await runCli(live, "connectors", "check", "paypal").ended;
  expect(refused.status).toBe(0);
  expect(refused.stdout).toContain(
    "skip\tpaypal\tthe payment contract\tNot run: These credentials are not of PayPal's sandbox",
  );
  const calls = app.fake.paypal.requests.slice(seen).map(({ method, path }) => `${method} ${path}`);
  expect(calls.filter((call) => /^POST/.test(call))).toEqual(["POST /v1/oauth2/token"]);
});

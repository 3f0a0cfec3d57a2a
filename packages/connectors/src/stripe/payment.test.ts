import { type CallFault, type FakeProviders, startFakeProviders } from "@crossdock/fake-providers";
import { createHttpClient, type HttpClient } from "@crossdock/http";
import Stripe from "stripe";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { CreatePayment, PaymentConnector } from "../contract.ts";
import { stripePayments } from "./payment.ts";

const now = new Date("2026-11-01T12:00:00Z");

const input: CreatePayment = {
  paymentId: "pay_1",
  orderId: "ord_1",
  orderNumber: 1001,
  capture: "automatic",
  flow: "hosted",
  description: "Order #1001",
  email: "buyer@example.com",
  amount: 1999,
  currency: "EUR",
  successUrl: "https://shop.example/thanks?a=b&c=d",
  cancelUrl: "https://shop.example/cart",
  expiresAt: new Date("2026-11-01T13:00:00Z"),
  idempotencyKey: "pay_1:create:1",
  deadlineMs: 5000,
};

const cancel = { ref: null, sessionRef: null, idempotencyKey: "pay_1:cancel:1", deadlineMs: 5000 };

let fake: FakeProviders;
let http: HttpClient;
let payments: PaymentConnector;

beforeEach(async () => {
  fake = await startFakeProviders({ now: () => now });
  http = createHttpClient({ allowLoopback: true, now: () => now });
  payments = stripePayments(() => ({ http, secretKey: "sk_test_fake", apiBase: fake.url }));
});

afterEach(async () => {
  await http.close();
  await fake.close();
});

test("a payment is a Checkout Session over the order's total", async () => {
  const { ref, sessionRef, action } = await payments.create(input);
  expect([ref, sessionRef]).toEqual([null, expect.stringMatching(/^cs_test_/)]);
  expect(action).toEqual({ type: "redirect", url: `${fake.url}/pay/${sessionRef}` });
  expect(fake.stripe.requests).toHaveLength(1);
  const [request] = fake.stripe.requests;
  expect(request).toMatchObject({ method: "POST", path: "/v1/checkout/sessions" });
  expect(request?.headers).toMatchObject({
    authorization: "Bearer sk_test_fake",
    "stripe-version": Stripe.API_VERSION,
    "idempotency-key": "pay_1:create:1",
    "content-type": "application/x-www-form-urlencoded",
  });
  // Telemetry would tell Stripe the machine's operating system and an id of this installation.
  expect(String(request?.headers["x-stripe-client-user-agent"])).not.toMatch(/platform|telemetry/);
  expect(request?.form).toEqual({
    mode: "payment",
    "line_items[0][quantity]": "1",
    "line_items[0][price_data][currency]": "eur",
    "line_items[0][price_data][unit_amount]": "1999",
    "line_items[0][price_data][product_data][name]": "Order #1001",
    client_reference_id: "ord_1",
    customer_email: "buyer@example.com",
    "metadata[order_id]": "ord_1",
    "metadata[payment_id]": "pay_1",
    "payment_intent_data[description]": "Order #1001",
    "payment_intent_data[metadata][order_id]": "ord_1",
    "payment_intent_data[metadata][payment_id]": "pay_1",
    success_url: "https://shop.example/thanks?a=b&c=d",
    cancel_url: "https://shop.example/cart",
    expires_at: "1793538000",
  });
});

const refusal = (status: number, type = "api_error"): CallFault => {
  const headers = { "stripe-should-retry": "false" };
  const error = { type, message: "No", code: "why" };
  return { kind: "answer", answer: { status, headers, body: { error } } };
};

test.each<CallFault["kind"]>(["cut", "lostAnswer", "unavailable", "garbage", "halfBody"])(
  "after %s the same call with the same key follows, and it is one page",
  async (kind) => {
    fake.faults.calls.push({ kind } as CallFault);
    const created = await payments.create(input).catch(() => payments.create(input));
    expect([...fake.stripe.sessions.keys()]).toEqual([created.sessionRef]);
    const keys = fake.stripe.requests.map(({ headers }) => headers["idempotency-key"]);
    expect(keys).toEqual(["pay_1:create:1", "pay_1:create:1"]);
  },
);

test("a 500 that Stripe keeps for the key stays in doubt, however often it is asked", async () => {
  fake.faults.calls.push({ kind: "errorAfter" });
  for (let n = 0; n < 2; n++) {
    await expect(payments.create(input)).rejects.toMatchObject({ kind: "indeterminate" });
  }
  expect(fake.stripe.sessions.size).toBe(1);
});

test("an amount that Stripe cannot take reaches nobody", async () => {
  await expect(payments.create({ ...input, amount: 1999, currency: "KWD" })).rejects.toMatchObject({
    code: "amount_unrepresentable",
  });
  expect(fake.stripe.requests).toHaveLength(0);
});

test.each([
  [400, "invalid_request_error", "invalid_request"],
  [400, "idempotency_error", "invalid_request"],
  [401, "invalid_request_error", "configuration"],
  [402, "card_error", "declined"],
  [403, "invalid_request_error", "configuration"],
  [429, "invalid_request_error", "rate_limited"],
  [500, "api_error", "indeterminate"],
])("%i %s is %s", async (status, type, kind) => {
  fake.faults.calls.push(refusal(status, type));
  await expect(payments.create(input)).rejects.toMatchObject({
    name: "ConnectorError",
    connector: "stripe",
    kind,
    message: "No",
    code: "why",
  });
});

test("no answer by the deadline is indeterminate, retries included", async () => {
  for (let n = 0; n < 3; n++) fake.faults.calls.push({ kind: "hang" });
  const start = performance.now();
  await expect(payments.create({ ...input, deadlineMs: 200 })).rejects.toMatchObject({
    kind: "indeterminate",
  });
  expect(performance.now() - start).toBeLessThan(1000);
});

test("an answer that is no JSON is indeterminate", async () => {
  fake.faults.calls.push({ kind: "garbage" });
  await expect(payments.create(input)).rejects.toMatchObject({ kind: "indeterminate" });
});

test("a base address that may not be called is a matter of configuration", async () => {
  const refused = stripePayments(() => ({
    http,
    secretKey: "sk_test_fake",
    apiBase: "https://10.0.0.1",
  }));
  await expect(refused.create(input)).rejects.toMatchObject({ kind: "configuration" });
});

test("canceling a page that nobody has paid expires it, once and again", async () => {
  const { sessionRef } = await payments.create(input);
  for (let n = 0; n < 2; n++) {
    const told = await payments.cancel({ ...cancel, sessionRef });
    expect(told).toMatchObject({ state: "expired", facts: [] });
  }
});

test.each([
  ["succeed", "captured", 1999],
  ["delay", "processing", 0],
] as const)("canceling too late, after %s: %s", async (outcome, state, captured) => {
  const { sessionRef } = await payments.create(input);
  fake.stripe.pay(sessionRef ?? "", outcome);
  const told = await payments.cancel({ ...cancel, sessionRef });
  expect(told.state).toBe(state);
  expect(told.facts.reduce((sum, { amount }) => sum + amount, 0)).toBe(captured);
});

test.each([
  ["authenticate", "canceled", 0],
  ["decline", "canceled", 0],
  ["succeed", "captured", 1],
] as const)("canceling an intent after %s: %s", async (outcome, state, captures) => {
  const { ref } = await payments.create({ ...input, flow: "embedded" });
  fake.stripe.pay(ref ?? "", outcome);
  const told = await payments.cancel({ ...cancel, ref });
  expect(told.state).toBe(state);
  expect(told.facts).toHaveLength(captures);
});

test("what could not be canceled while its money was under way is canceled when it did not come", async () => {
  const { sessionRef } = await payments.create(input);
  fake.stripe.pay(sessionRef ?? "", "delay");
  expect((await payments.cancel({ ...cancel, sessionRef })).state).toBe("processing");
  fake.stripe.settleDelayed(sessionRef ?? "", false);
  expect((await payments.cancel({ ...cancel, sessionRef })).state).toBe("canceled");
});

test("canceling what has no reference yet asks nobody and promises nothing", async () => {
  await expect(payments.cancel(cancel)).rejects.toMatchObject({ kind: "invalid_request" });
  expect(fake.stripe.requests).toHaveLength(0);
});

test("canceling an unknown session is an error, not an outcome", async () => {
  await expect(payments.cancel({ ...cancel, sessionRef: "cs_nobody" })).rejects.toMatchObject({
    kind: "invalid_request",
  });
});

import { createHttpClient, type HttpClient } from "@crossdock/http";
import Stripe from "stripe";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { CreatePayment, PaymentConnector } from "../contract.ts";
import { stripePayments } from "./payment.ts";
import { type FakeStripe, startFakeStripe } from "./testing.ts";

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

let fake: FakeStripe;
let http: HttpClient;
let payments: PaymentConnector;

beforeEach(async () => {
  fake = await startFakeStripe(() => now);
  http = createHttpClient({ allowLoopback: true, now: () => now });
  payments = stripePayments(() => ({ http, secretKey: "sk_test_fake", apiBase: fake.url }));
});

afterEach(async () => {
  await http.close();
  await fake.close();
});

test("a payment is a Checkout Session over the order's total", async () => {
  expect(await payments.create(input)).toEqual({
    ref: null,
    sessionRef: "cs_test_1",
    action: { type: "redirect", url: "https://checkout.stripe.com/c/pay/cs_test_1" },
  });
  expect(fake.requests).toHaveLength(1);
  const [request] = fake.requests;
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
    "payment_intent_data[metadata][order_id]": "ord_1",
    "payment_intent_data[metadata][payment_id]": "pay_1",
    success_url: "https://shop.example/thanks?a=b&c=d",
    cancel_url: "https://shop.example/cart",
    expires_at: "1793538000",
  });
});

test.each([
  ["a cut connection", "cut" as const],
  ["a 500", { status: 500, body: { error: { type: "api_error", message: "Oops" } } }],
  ["a 409", { status: 409, body: { error: { type: "api_error", message: "Locked" } } }],
])("after %s the same call with the same key follows", async (_case, fault) => {
  fake.faults.push(fault);
  expect((await payments.create(input)).sessionRef).toBe("cs_test_1");
  expect(fake.requests.map(({ headers }) => headers["idempotency-key"])).toEqual([
    "pay_1:create:1",
    "pay_1:create:1",
  ]);
});

test("an amount that Stripe cannot take reaches nobody", async () => {
  await expect(payments.create({ ...input, amount: 1999, currency: "KWD" })).rejects.toMatchObject({
    code: "amount_unrepresentable",
  });
  expect(fake.requests).toHaveLength(0);
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
  const headers = { "stripe-should-retry": "false" };
  fake.faults.push({ status, headers, body: { error: { type, message: "No", code: "why" } } });
  await expect(payments.create(input)).rejects.toMatchObject({
    name: "ConnectorError",
    connector: "stripe",
    kind,
    message: "No",
    code: "why",
  });
});

test("no answer by the deadline is indeterminate, retries included", async () => {
  fake.faults.push("silence", "silence", "silence");
  const start = performance.now();
  await expect(payments.create({ ...input, deadlineMs: 200 })).rejects.toMatchObject({
    kind: "indeterminate",
  });
  expect(performance.now() - start).toBeLessThan(1000);
});

test("an answer that is no JSON is indeterminate", async () => {
  fake.faults.push({ status: 200, body: "x", headers: { "content-length": "1" } });
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

const session = { id: "cs_1", currency: "eur", amount_total: 1999 };
const intent = { id: "pi_1", currency: "eur", amount: 1999 };

test.each([
  [{ status: "open", payment_status: "unpaid" }, "expired"],
  [{ status: "expired", payment_status: "unpaid" }, "expired"],
])("canceling a session that is %j: %s", async (standing, state) => {
  fake.sessions.set("cs_1", { ...session, ...standing });
  expect(await payments.cancel({ ...cancel, sessionRef: "cs_1" })).toMatchObject({ state });
});

test.each([
  ["requires_action", "canceled", 0],
  ["canceled", "canceled", 0],
  ["succeeded", "captured", 1],
  ["processing", "processing", 0],
])("canceling an intent that is %s: %s", async (status, state, captures) => {
  fake.intents.set("pi_1", { ...intent, status });
  const told = await payments.cancel({ ...cancel, ref: "pi_1" });
  expect(told.state).toBe(state);
  expect(told.facts).toHaveLength(captures);
});

test("canceling what has no reference yet asks nobody and promises nothing", async () => {
  await expect(payments.cancel(cancel)).rejects.toMatchObject({ kind: "invalid_request" });
  expect(fake.requests).toHaveLength(0);
});

test("canceling an unknown session is an error, not an outcome", async () => {
  await expect(payments.cancel({ ...cancel, sessionRef: "cs_nobody" })).rejects.toMatchObject({
    kind: "invalid_request",
  });
});

import { createHttpClient, type HttpClient } from "@crossdock/http";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { CreatePayment, PaymentConnector } from "../contract.ts";
import { paypalClient } from "./client.ts";
import { paypalPayments } from "./payment.ts";
import { type PaypalScript, paypalMoney, paypalOrder, startPaypalScript } from "./testing.ts";

const now = new Date("2026-11-01T12:00:00Z");
const order = "GET /v2/checkout/orders/5O1";
const refs = { ref: "5O1", sessionRef: null };
const money = { amount: 1999, currency: "EUR" };
const call = { ...refs, ...money, idempotencyKey: "key_1", deadlineMs: 5000 };

const input: CreatePayment = {
  ...money,
  ...{ paymentId: "pay_1", orderId: "ord_1", orderNumber: 1001, description: "Order #1001" },
  ...{ capture: "automatic", flow: "hosted", email: "buyer@example.com" },
  successUrl: "https://shop.example/thanks?a=b",
  cancelUrl: "https://shop.example/cart",
  expiresAt: new Date("2026-11-01T13:00:00Z"),
  idempotencyKey: "pay_1",
  deadlineMs: 5000,
};

let script: PaypalScript;
let http: HttpClient;
let payments: PaymentConnector & Required<Pick<PaymentConnector, "complete">>;

beforeEach(async () => {
  script = await startPaypalScript();
  http = createHttpClient({ allowLoopback: true, now: () => now });
  const access = { apiBase: script.url, clientId: "id", clientSecret: "secret" };
  const made = paypalPayments(paypalClient(http, access));
  if (!made.complete) throw new Error("it completes");
  payments = { ...made, complete: made.complete };
});

afterEach(async () => {
  await http.close();
  await script.close();
});

const keyOf = (name: string) =>
  script.calls.find(({ call }) => call === name)?.headers["paypal-request-id"];
const bodyOf = (name: string) => script.calls.find(({ call }) => call === name)?.body;
const answer = (name: string, ...answers: { status?: number; body?: unknown }[]) =>
  script.answers.set(name, answers);

test.each([
  ["automatic", "CAPTURE"],
  ["manual", "AUTHORIZE"],
] as const)(
  "an %s payment is an order over exactly that, with intent %s",
  async (capture, intent) => {
    const links = [
      { rel: "self", href: "x" },
      { rel: "payer-action", href: "https://paypal/5O1" },
    ];
    answer("POST /v2/checkout/orders", {
      body: paypalOrder("PAYER_ACTION_REQUIRED", {}, { links }),
    });
    expect(await payments.create({ ...input, capture })).toEqual({
      ...refs,
      action: { type: "redirect", url: "https://paypal/5O1" },
    });
    expect(keyOf("POST /v2/checkout/orders")).toBe("pay_1");
    expect(bodyOf("POST /v2/checkout/orders")).toEqual({
      intent,
      purchase_units: [
        {
          custom_id: "pay_1",
          invoice_id: "1001-pay_1",
          description: "Order #1001",
          amount: { currency_code: "EUR", value: "19.99" },
        },
      ],
      payment_source: {
        paypal: {
          experience_context: {
            return_url: "https://shop.example/thanks?a=b",
            cancel_url: "https://shop.example/cart",
            user_action: "PAY_NOW",
            shipping_preference: "NO_SHIPPING",
          },
        },
      },
    });
  },
);

test("what PayPal cannot take reaches nobody", async () => {
  const refused = { code: "amount_unrepresentable" };
  const forint = { amount: 199_950, currency: "HUF" };
  await expect(payments.create({ ...input, ...forint })).rejects.toMatchObject(refused);
  await expect(payments.capture({ ...call, ...forint, final: true })).rejects.toMatchObject(
    refused,
  );
  expect(script.calls).toEqual([]);
});

test("an order that PayPal has deleted is expired; one that was never made is not asked for", async () => {
  expect(await payments.get(call)).toEqual({ ref: "5O1", state: "expired", facts: [] });
  const none = { ref: null, sessionRef: null, deadlineMs: 5000 };
  await expect(payments.get(none)).rejects.toMatchObject({ kind: "invalid_request" });
});

test("completing captures what the buyer approved", async () => {
  answer(order, { body: paypalOrder("APPROVED") });
  const captures = [paypalMoney("C1", "COMPLETED")];
  answer(`POST ${"/v2/checkout/orders/5O1/capture"}`, {
    body: paypalOrder("COMPLETED", { captures }),
  });
  const snapshot = await payments.complete({ ...call, capture: "automatic" });
  expect(snapshot).toMatchObject({ state: "captured", facts: [{ type: "capture", ref: "C1" }] });
  expect(keyOf("POST /v2/checkout/orders/5O1/capture")).toBe("key_1");
});

test("completing a manual payment authorises it", async () => {
  answer(order, { body: paypalOrder("APPROVED") });
  const expiration_time = "2026-11-30T12:00:00Z";
  const authorizations = [paypalMoney("A1", "CREATED", "19.99", { expiration_time })];
  const body = paypalOrder("COMPLETED", { authorizations });
  answer("POST /v2/checkout/orders/5O1/authorize", { body });
  expect(await payments.complete({ ...call, capture: "manual" })).toMatchObject({
    state: "authorized",
    facts: [{ type: "authorization", ref: "A1", status: "succeeded", amount: 1999 }],
    expiresAt: new Date(expiration_time),
  });
});

test.each([
  ["COMPLETED", { captures: [paypalMoney("C1", "COMPLETED")] }, "captured"],
  ["APPROVED", { captures: [paypalMoney("C1", "PENDING")] }, "processing"],
  ["CREATED", {}, "created"],
])("completing what is %s already only reads", async (status, paid, state) => {
  answer(order, { body: paypalOrder(status, paid) });
  expect((await payments.complete({ ...call, capture: "automatic" })).state).toBe(state);
  expect(script.sent()).toEqual([order]);
});

test("where another call was faster, the order says what came of it", async () => {
  const captures = [paypalMoney("C1", "COMPLETED")];
  answer(
    order,
    { body: paypalOrder("APPROVED") },
    { body: paypalOrder("COMPLETED", { captures }) },
  );
  const details = [{ issue: "ORDER_ALREADY_CAPTURED" }];
  answer("POST /v2/checkout/orders/5O1/capture", { status: 422, body: { details } });
  expect((await payments.complete({ ...call, capture: "automatic" })).state).toBe("captured");
});

test("an order over another amount is not captured", async () => {
  answer(order, { body: paypalOrder("APPROVED") });
  await expect(
    payments.complete({ ...call, amount: 2999, capture: "automatic" }),
  ).rejects.toMatchObject({ kind: "invalid_request" });
  expect(script.sent()).toEqual([order]);
});

test("a decline while completing leaves the page open, with the reason", async () => {
  answer(order, { body: paypalOrder("APPROVED") });
  const details = [{ issue: "INSTRUMENT_DECLINED", description: "The bank said no." }];
  answer("POST /v2/checkout/orders/5O1/capture", { status: 422, body: { details } });
  expect(await payments.complete({ ...call, capture: "automatic" })).toMatchObject({
    ...{ paymentId: "pay_1", ref: "5O1", currency: "EUR", state: "created", facts: [] },
    failure: { code: "instrument_declined", message: "The bank said no." },
  });
});

test("a part of what is held is captured, and what came before is still told", async () => {
  const authorizations = [paypalMoney("A1", "PARTIALLY_CAPTURED")];
  const captures = [paypalMoney("C1", "COMPLETED", "5.00")];
  answer(order, { body: paypalOrder("COMPLETED", { authorizations, captures }) });
  const path = "POST /v2/payments/authorizations/A1/capture";
  answer(path, { status: 201, body: paypalMoney("C2", "COMPLETED", "4.99") });
  const snapshot = await payments.capture({ ...call, amount: 499, final: true });
  expect(bodyOf(path)).toEqual({
    amount: { currency_code: "EUR", value: "4.99" },
    final_capture: true,
  });
  expect(keyOf(path)).toBe("key_1");
  expect(snapshot.state).toBe("captured");
  expect(snapshot.facts.map(({ type, ref, amount }) => [type, ref, amount])).toEqual([
    ["authorization", "A1", 1999],
    ["capture", "C1", 500],
    ["capture", "C2", 499],
  ]);
});

test("where nothing is held any more, capturing only reads", async () => {
  const authorizations = [paypalMoney("A1", "VOIDED")];
  answer(order, { body: paypalOrder("COMPLETED", { authorizations }) });
  expect((await payments.capture({ ...call, final: true })).state).toBe("canceled");
  expect(script.sent()).toEqual([order]);
});

test("canceling lets go of what is held, but for what was captured of it", async () => {
  const authorizations = [paypalMoney("A1", "PARTIALLY_CAPTURED")];
  const captures = [paypalMoney("C1", "COMPLETED", "5.00")];
  answer(order, { body: paypalOrder("COMPLETED", { authorizations, captures }) });
  answer("POST /v2/payments/authorizations/A1/void", { status: 204 });
  const snapshot = await payments.cancel(call);
  expect(snapshot.state).toBe("captured");
  expect(snapshot.facts).toContainEqual(
    expect.objectContaining({ type: "void", ref: "A1", amount: 1499 }),
  );
});

test.each([
  ["CREATED", {}, "canceled"],
  ["APPROVED", {}, "canceled"],
  ["COMPLETED", { captures: [paypalMoney("C1", "COMPLETED")] }, "captured"],
  ["COMPLETED", { captures: [paypalMoney("C1", "PENDING")] }, "processing"],
])("canceling what is %s %j: %s, and PayPal is told nothing", async (status, paid, state) => {
  answer(order, { body: paypalOrder(status, paid) });
  expect((await payments.cancel(call)).state).toBe(state);
  expect(script.sent()).toEqual([order]);
});

test("canceling what PayPal does not have, or never had, is done at once", async () => {
  expect((await payments.cancel(call)).state).toBe("canceled");
  script.calls.length = 0;
  expect((await payments.cancel({ ...call, ref: null })).state).toBe("canceled");
  expect(script.calls).toEqual([]);
});

test("where the capture was faster than the void, the order says so", async () => {
  const authorizations = [paypalMoney("A1", "CREATED")];
  const captured = {
    authorizations: [paypalMoney("A1", "CAPTURED")],
    captures: [paypalMoney("C1", "COMPLETED")],
  };
  answer(
    order,
    { body: paypalOrder("COMPLETED", { authorizations }) },
    { body: paypalOrder("COMPLETED", captured) },
  );
  const details = [{ issue: "PREVIOUSLY_CAPTURED" }];
  answer("POST /v2/payments/authorizations/A1/void", { status: 422, body: { details } });
  expect((await payments.cancel(call)).state).toBe("captured");
});

const back = { ...call, amount: 500, refundId: "rfd_1", captureRef: "C1", reason: "Broken cup" };

test("a refund names ours, so that PayPal's events do", async () => {
  const captures = [paypalMoney("C1", "COMPLETED")];
  answer(order, { body: paypalOrder("COMPLETED", { captures }) });
  const path = "POST /v2/payments/captures/C1/refund";
  answer(path, { status: 201, body: paypalMoney("R1", "PENDING", "5.00") });
  const snapshot = await payments.refund(back);
  expect(bodyOf(path)).toEqual({
    amount: { currency_code: "EUR", value: "5.00" },
    custom_id: "rfd_1",
    note_to_payer: "Broken cup",
  });
  expect(keyOf(path)).toBe("key_1");
  expect(snapshot).toMatchObject({
    state: "captured",
    refunds: [{ ref: "R1", refundId: "rfd_1", amount: 500, status: "pending" }],
  });
});

test("a refund that PayPal has already is not made again, however old its key", async () => {
  const captures = [paypalMoney("C1", "PARTIALLY_REFUNDED")];
  const refunds = [paypalMoney("R1", "COMPLETED", "5.00", { custom_id: "rfd_1" })];
  answer(order, { body: paypalOrder("COMPLETED", { captures, refunds }) });
  expect(await payments.refund(back)).toMatchObject({
    refunds: [{ ref: "R1", refundId: "rfd_1", status: "succeeded" }],
  });
  expect(script.sent()).toEqual([order]);
});

test("without a capture's name, one with enough left is refunded", async () => {
  const captures = [
    paypalMoney("C1", "PARTIALLY_REFUNDED", "6.00"),
    paypalMoney("C2", "COMPLETED"),
  ];
  const links = [{ rel: "up", href: "https://api-m.paypal.com/v2/payments/captures/C1" }];
  const refunds = [paypalMoney("R0", "COMPLETED", "2.00", { links })];
  answer(order, { body: paypalOrder("COMPLETED", { captures, refunds }) });
  answer("POST /v2/payments/captures/C2/refund", { body: paypalMoney("R1", "COMPLETED", "5.00") });
  await payments.refund({ ...back, captureRef: null });
  const much = { ...back, captureRef: null, amount: 2000 };
  await expect(payments.refund(much)).rejects.toMatchObject({ kind: "invalid_request" });
});

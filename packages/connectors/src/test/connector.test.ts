import { expect, test } from "vitest";
import type { CreatePayment } from "../contract.ts";
import { connectTest } from "./connector.ts";
import { signTestEvent, type TestEventType, testSignature } from "./event.ts";
import { createTestPayToken, readTestPayToken } from "./pay-token.ts";

const secret = "a secret of at least thirty-two characters";
const now = new Date("2026-11-01T12:00:00Z");
const connector = connectTest({ appUrl: "http://localhost:3000", secret }, () => now);

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
  successUrl: "https://shop.example/thanks",
  cancelUrl: "https://shop.example/cart",
  expiresAt: new Date("2026-11-01T13:00:00Z"),
  idempotencyKey: "pay_1:create:1",
  deadlineMs: 1000,
};

const pay = {
  paymentId: "pay_1",
  orderId: "ord_1",
  orderNumber: 1001,
  description: "Order #1001",
  amount: 1999,
  currency: "EUR",
  successUrl: "https://shop.example/thanks",
  cancelUrl: "https://shop.example/cart",
  expiresAt: "2026-11-01T13:00:00.000Z",
  capture: "automatic",
} as const;

test("a payment is a link to the pay page that carries all the page needs", async () => {
  const created = await connector.payment?.create(input);
  expect(created).toMatchObject({ ref: "test_pay_1", sessionRef: null });
  const url = new URL(created?.action?.type === "redirect" ? created.action.url : "");
  expect(url.origin + url.pathname).toBe("http://localhost:3000/test-pay/pay_1");
  expect(readTestPayToken(url.searchParams.get("token") ?? "", secret)).toEqual(pay);
});

test.each([
  ["of another secret", createTestPayToken(pay, secret.toUpperCase())],
  ["with a cheaper amount", cheaper(createTestPayToken(pay, secret))],
  ["without a signature", createTestPayToken(pay, secret).split(".")[0] ?? ""],
  ["with nothing in it", ""],
])("a token %s is refused", (_case, token) => {
  expect(() => readTestPayToken(token, secret)).toThrow(
    expect.objectContaining({ code: "signature_invalid" }),
  );
});

test("pay pressed is a capture", async () => {
  const event = await press("payment.captured", now);
  expect(event).toMatchObject({ type: "payment.captured", account: null, occurredAt: now });
  expect(connector.inbound?.toSnapshot(event)).toEqual({
    paymentId: "pay_1",
    orderId: "ord_1",
    ref: "test_pay_1",
    currency: "EUR",
    amount: 1999,
    state: "captured",
    methodSummary: { type: "test" },
    facts: [{ type: "capture", ref: "test_pay_1", status: "succeeded", amount: 1999, at: now }],
  });
});

test("decline pressed is a failure without money", async () => {
  const event = await press("payment.declined", now);
  expect(connector.inbound?.toSnapshot(event)).toMatchObject({
    paymentId: "pay_1",
    state: "failed",
    failure: { code: "card_declined" },
    facts: [],
  });
});

test("paying what is only to be held is an authorization", async () => {
  const event = await press("payment.authorized", now);
  expect(connector.inbound?.toSnapshot(event)).toMatchObject({
    state: "authorized",
    facts: [{ type: "authorization", ref: "test_pay_1", status: "succeeded", amount: 1999 }],
  });
});

test("capture and refund answer at once, and the same again", async () => {
  const call = { ref: "test_pay_1", sessionRef: null, currency: "EUR", deadlineMs: 1000 };
  const capture = { ...call, amount: 500, final: true, idempotencyKey: "pay_1:capture:1" };
  const taken = await connector.payment?.capture(capture);
  expect(taken).toMatchObject({
    ref: "test_pay_1",
    state: "captured",
    facts: [{ type: "capture", ref: "test_pay_1:capture:1", status: "succeeded", amount: 500 }],
  });
  const refund = {
    ...{ ...call, amount: 200, idempotencyKey: "rfd_1", refundId: "rfd_1", captureRef: null },
    reason: "It was broken.",
  };
  const given = await connector.payment?.refund(refund);
  expect(given?.refunds).toEqual([
    {
      ...{ ref: "test_rfd_1", refundId: "rfd_1", amount: 200, status: "succeeded", at: now },
      reason: "It was broken.",
    },
  ]);
  expect(await connector.payment?.refund(refund)).toEqual(given);
});

test("pressing twice is one event, the other button another", async () => {
  const first = await press("payment.captured", now);
  const later = await press("payment.captured", after(60));
  expect(later.eventId).toBe(first.eventId);
  expect(later.payload).toEqual(first.payload);
  const again = signTestEvent({ type: "payment.captured", pay, secret, now: after(60) });
  expect(again.body).toBe(signTestEvent({ type: "payment.captured", pay, secret, now }).body);
  expect((await press("payment.declined", now)).eventId).not.toBe(first.eventId);
});

test("a pay link's signature signs no webhook", async () => {
  const [payload = "", signature = ""] = createTestPayToken(pay, secret).split(".");
  const [id = "", timestamp = ""] = [payload, String(now.getTime() / 1000)];
  const headers = {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": `v1,${Buffer.from(signature, "base64url").toString("base64")}`,
  };
  await expect(verify(headers, "")).rejects.toMatchObject({ code: "signature_invalid" });
});

test("a signed body that is no event of ours is unreadable", async () => {
  const timestamp = String(now.getTime() / 1000);
  const signature = testSignature({ id: "evt_1", timestamp, body: Buffer.from("{}"), secret });
  const headers = {
    "webhook-id": "evt_1",
    "webhook-timestamp": timestamp,
    "webhook-signature": signature,
  };
  await expect(verify(headers, "{}")).rejects.toMatchObject({ code: "bad_request" });
});

function press(type: TestEventType, at: Date) {
  const { headers, body } = signTestEvent({ type, pay, secret, now: at });
  return verify(headers, body, at);
}

function verify(headers: Record<string, string>, body: string, at = now) {
  if (!connector.inbound) throw new Error("the test provider hears nothing");
  return connector.inbound.verify({ headers, body: Buffer.from(body), now: at });
}

function after(seconds: number): Date {
  return new Date(now.getTime() + seconds * 1000);
}

function cheaper(token: string): string {
  const [payload = "", signature] = token.split(".");
  const changed = { ...JSON.parse(Buffer.from(payload, "base64url").toString()), amount: 1 };
  return `${Buffer.from(JSON.stringify(changed)).toString("base64url")}.${signature}`;
}

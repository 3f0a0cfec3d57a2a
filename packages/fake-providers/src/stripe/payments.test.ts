import type Stripe from "stripe";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type FakeProviders, startFakeProviders } from "../start.ts";
import { sessionParams, stripeClient } from "../testing/stripe-client.ts";

let now: Date;
let fake: FakeProviders;
let stripe: Stripe;

beforeEach(async () => {
  now = new Date("2026-11-01T12:00:00Z");
  fake = await startFakeProviders({ now: () => now });
  stripe = stripeClient(fake.url);
});
afterEach(() => fake.close());

const manual = {
  payment_intent_data: { capture_method: "manual", metadata: { order_id: "ord_1" } },
} as const;

const types = () => fake.stripe.events.map(({ type }) => type);

test("a page that is paid is complete, with its money and its events", async () => {
  const session = await stripe.checkout.sessions.create(sessionParams(now));
  expect(session).toMatchObject({
    status: "open",
    payment_intent: null,
    url: `${fake.url}/pay/${session.id}`,
  });
  fake.stripe.pay(session.id, "succeed");
  const paid = await stripe.checkout.sessions.retrieve(session.id, {
    expand: ["payment_intent.latest_charge"],
  });
  expect(paid).toMatchObject({
    status: "complete",
    payment_status: "paid",
    payment_intent: {
      status: "succeeded",
      amount_received: 1999,
      metadata: { order_id: "ord_1" },
      latest_charge: { captured: true, amount_captured: 1999 },
    },
  });
  expect(types()).toEqual([
    "payment_intent.created",
    "charge.succeeded",
    "payment_intent.succeeded",
    "checkout.session.completed",
  ]);
  expect(fake.stripe.totals("ord_1")).toEqual({
    ...{ payments: 1, authorized: 0, captured: 1999, refunded: 0 },
  });
  await expect(stripe.checkout.sessions.expire(session.id)).rejects.toMatchObject({
    statusCode: 400,
    message: expect.stringContaining("`complete`"),
  });
});

test("a declined card leaves the page open for another", async () => {
  const { id } = await stripe.checkout.sessions.create(sessionParams(now));
  fake.stripe.pay(id, "decline");
  const open = await stripe.checkout.sessions.retrieve(id, { expand: ["payment_intent"] });
  expect(open).toMatchObject({
    status: "open",
    payment_intent: { last_payment_error: { code: "card_declined" } },
  });
  fake.stripe.pay(id, "succeed");
  expect((await stripe.checkout.sessions.retrieve(id)).payment_status).toBe("paid");
  expect(fake.stripe.totals("ord_1").captured).toBe(1999);
});

test("a page is expired by a call, by the clock, and never twice", async () => {
  const [first, second] = [
    await stripe.checkout.sessions.create(sessionParams(now)),
    await stripe.checkout.sessions.create(sessionParams(now)),
  ];
  expect((await stripe.checkout.sessions.expire(first.id)).status).toBe("expired");
  fake.stripe.pay(first.id, "succeed");
  now = new Date(now.getTime() + 3600_000);
  expect((await stripe.checkout.sessions.retrieve(second.id)).status).toBe("expired");
  expect(types()).toEqual(["checkout.session.expired", "checkout.session.expired"]);
  expect(fake.stripe.totals("ord_1").payments).toBe(0);
});

test("3-D Secure comes between, and may fail", async () => {
  const { id } = await stripe.checkout.sessions.create(sessionParams(now));
  fake.stripe.pay(id, "authenticate");
  fake.stripe.authenticate(id, false);
  fake.stripe.pay(id, "authenticate");
  fake.stripe.authenticate(id, true);
  expect(types().filter((type) => type.startsWith("payment_intent."))).toEqual([
    ...["payment_intent.created", "payment_intent.requires_action"],
    ...["payment_intent.payment_failed", "payment_intent.requires_action"],
    "payment_intent.succeeded",
  ]);
});

test("delayed money is under way first, then there or not", async () => {
  for (const succeeds of [true, false]) {
    const { id } = await stripe.checkout.sessions.create(sessionParams(now));
    fake.stripe.pay(id, "delay");
    const session = await stripe.checkout.sessions.retrieve(id, { expand: ["payment_intent"] });
    expect(session).toMatchObject({
      ...{ status: "complete", payment_status: "unpaid" },
      payment_intent: { status: "processing" },
    });
    fake.stripe.settleDelayed(id, succeeds);
    const { payment_status } = await stripe.checkout.sessions.retrieve(id);
    expect(payment_status).toBe(succeeds ? "paid" : "unpaid");
  }
  expect(fake.stripe.totals("ord_1").captured).toBe(1999);
});

test("authorised money is captured in part, and the rest looks refunded", async () => {
  const id = await authorized();
  expect(fake.stripe.totals("ord_1")).toMatchObject({ authorized: 1999, captured: 0 });
  await expect(
    stripe.paymentIntents.capture(id, { amount_to_capture: 2000 }),
  ).rejects.toMatchObject({ code: "amount_too_large" });
  const captured = await stripe.paymentIntents.capture(id, {
    amount_to_capture: 1500,
    expand: ["latest_charge.refunds"],
  });
  expect(captured).toMatchObject({
    ...{ status: "succeeded", amount_received: 1500, amount_capturable: 0 },
    latest_charge: {
      amount_captured: 1500,
      amount_refunded: 499,
      refunds: { data: [{ amount: 499 }] },
    },
  });
  expect(fake.stripe.totals("ord_1")).toEqual({
    ...{ payments: 1, authorized: 0, captured: 1500, refunded: 0 },
  });
  await expect(stripe.paymentIntents.capture(id)).rejects.toMatchObject({
    code: "payment_intent_unexpected_state",
  });
});

test("several captures need to be asked for, and end with the last", async () => {
  const once = await authorized();
  const part = { amount_to_capture: 500, final_capture: false };
  await expect(stripe.paymentIntents.capture(once, part)).rejects.toMatchObject({
    param: "final_capture",
  });
  const often = await authorized({ card: { request_multicapture: "if_available" } });
  expect(await stripe.paymentIntents.capture(often, part)).toMatchObject({
    ...{ status: "requires_capture", amount_received: 500, amount_capturable: 1499 },
  });
  expect(await stripe.paymentIntents.capture(often)).toMatchObject({
    ...{ status: "succeeded", amount_received: 1999 },
  });
});

test("an authorisation is canceled by a call, or by the seventh day", async () => {
  const [first, second] = [await authorized(), await authorized()];
  expect((await stripe.paymentIntents.cancel(first)).status).toBe("canceled");
  now = new Date(now.getTime() + 7 * 24 * 3600_000);
  expect(await stripe.paymentIntents.retrieve(second)).toMatchObject({
    ...{ status: "canceled", cancellation_reason: "automatic" },
  });
  expect(types()).toContain("charge.expired");
  expect(fake.stripe.totals("ord_1")).toEqual({
    ...{ payments: 0, authorized: 0, captured: 0, refunded: 0 },
  });
});

test("what has succeeded is not canceled, nor what belongs to an open page", async () => {
  const { id } = await stripe.checkout.sessions.create(sessionParams(now));
  fake.stripe.pay(id, "decline");
  const refused = { code: "payment_intent_unexpected_state" };
  await expect(stripe.paymentIntents.cancel(intentOf(id))).rejects.toMatchObject(refused);
  fake.stripe.pay(id, "succeed");
  await expect(stripe.paymentIntents.cancel(intentOf(id))).rejects.toMatchObject(refused);
});

test("a payment intent alone: confirmed by the test cards", async () => {
  const params = { amount: 1999, currency: "eur", confirm: true } as const;
  const paid = await stripe.paymentIntents.create({ ...params, payment_method: "pm_card_visa" });
  expect(paid.status).toBe("succeeded");
  const bank = {
    ...params,
    payment_method: "pm_card_authenticationRequired",
    return_url: "https://a.example",
  };
  expect(await stripe.paymentIntents.create(bank)).toMatchObject({
    ...{ status: "requires_action", next_action: { type: "redirect_to_url" } },
  });
  await expect(
    stripe.paymentIntents.create({ ...params, payment_method: "pm_card_chargeDeclined" }),
  ).rejects.toMatchObject({ type: "StripeCardError", statusCode: 402, code: "card_declined" });
});

async function authorized(
  payment_method_options?: Stripe.Checkout.SessionCreateParams.PaymentMethodOptions,
): Promise<string> {
  const params = sessionParams(now, {
    ...manual,
    ...(payment_method_options && { payment_method_options }),
  });
  const { id } = await stripe.checkout.sessions.create(params);
  fake.stripe.pay(id, "succeed");
  return intentOf(id);
}

function intentOf(sessionId: string): string {
  return fake.stripe.sessions.get(sessionId)?.payment_intent ?? "";
}

import { expect, test } from "vitest";
import { toStripeSnapshot } from "./snapshot.ts";

const occurredAt = new Date("2026-11-01T12:00:00Z");
const metadata = { order_id: "ord_1", payment_id: "pay_1" };

const session = {
  id: "cs_1",
  object: "checkout.session",
  mode: "payment",
  status: "complete",
  payment_status: "paid",
  payment_intent: "pi_1",
  client_reference_id: "ord_1",
  currency: "eur",
  amount_total: 1999,
  metadata,
};

const intent = {
  id: "pi_1",
  object: "payment_intent",
  status: "succeeded",
  currency: "eur",
  amount: 1999,
  amount_received: 1999,
  amount_capturable: 0,
  payment_method_types: ["card"],
  latest_charge: "ch_1",
  last_payment_error: null,
  metadata,
};

const capture = {
  type: "capture",
  ref: "pi_1",
  status: "succeeded",
  amount: 1999,
  at: occurredAt,
};

test("a paid session tells every reference and the capture", () => {
  expect(snapshot("checkout.session.completed", session)).toEqual({
    paymentId: "pay_1",
    orderId: "ord_1",
    ref: "pi_1",
    sessionRef: "cs_1",
    currency: "EUR",
    amount: 1999,
    state: "captured",
    facts: [capture],
  });
});

test("one capture looks the same by its session, by its intent and by a late session", () => {
  expect(snapshot("payment_intent.succeeded", intent)?.facts).toEqual([capture]);
  expect(snapshot("checkout.session.async_payment_succeeded", session)?.facts).toEqual([capture]);
  const expanded = { ...session, payment_intent: { id: "pi_1", object: "payment_intent" } };
  expect(snapshot("checkout.session.completed", expanded)?.facts).toEqual([capture]);
});

test.each([
  ["checkout.session.completed", { payment_status: "unpaid" }, "processing"],
  ["checkout.session.async_payment_failed", { payment_status: "unpaid" }, "failed"],
  ["checkout.session.expired", { status: "expired", payment_intent: null }, "expired"],
])("%s with %j is %s, without money", (type, changes, state) => {
  const told = snapshot(type, { ...session, ...changes });
  expect(told).toMatchObject({ paymentId: "pay_1", sessionRef: "cs_1", state, facts: [] });
});

test.each([
  ["payment_intent.processing", { status: "processing" }, "processing"],
  ["payment_intent.requires_action", { status: "requires_action" }, "requires_action"],
  ["payment_intent.canceled", { status: "canceled" }, "canceled"],
])("%s is %s, without money", (type, changes, state) => {
  const told = snapshot(type, { ...intent, amount_received: 0, ...changes });
  expect(told).toMatchObject({ paymentId: "pay_1", orderId: "ord_1", ref: "pi_1", state });
  expect(told?.facts).toEqual([]);
});

test("a declined card leaves the payment open and says why", () => {
  const told = snapshot("payment_intent.payment_failed", {
    ...intent,
    status: "requires_payment_method",
    amount_received: 0,
    last_payment_error: {
      code: "card_declined",
      decline_code: "insufficient_funds",
      message: "Your card has insufficient funds.",
      payment_method: { type: "card", card: { brand: "visa", last4: "9995", exp_year: 2030 } },
    },
  });
  expect(told).toMatchObject({
    state: "created",
    failure: { code: "insufficient_funds", message: "Your card has insufficient funds." },
    methodSummary: { type: "card", brand: "visa", last4: "9995" },
    facts: [],
  });
});

test("an authorised amount is no capture", () => {
  const told = snapshot("payment_intent.amount_capturable_updated", {
    ...intent,
    status: "requires_capture",
    amount_received: 0,
    amount_capturable: 1500,
  });
  expect(told).toMatchObject({
    state: "authorized",
    facts: [{ type: "authorization", ref: "pi_1", status: "succeeded", amount: 1500 }],
  });
});

test("the amount is what was received, in our minor units", () => {
  const short = { ...intent, amount_received: 1000 };
  expect(snapshot("payment_intent.succeeded", short)?.facts[0]?.amount).toBe(1000);
  const dinar = { ...session, currency: "kwd", amount_total: 1990 };
  expect(snapshot("checkout.session.completed", dinar)?.amount).toBe(1990);
});

test("a session of someone else's integration carries what it knows", () => {
  const foreign = { ...session, client_reference_id: null, metadata: {} };
  expect(snapshot("checkout.session.completed", foreign)).toMatchObject({
    paymentId: undefined,
    orderId: undefined,
    sessionRef: "cs_1",
    ref: "pi_1",
  });
});

test.each([
  ["customer.created", { id: "cus_1" }],
  ["charge.succeeded", { id: "ch_1" }],
  ["checkout.session.completed", { ...session, mode: "subscription" }],
  ["checkout.session.completed", { ...session, payment_status: "no_payment_required" }],
  ["checkout.session.completed", { ...session, currency: "isk" }],
  ["payment_intent.succeeded", { ...intent, status: "unheard_of" }],
])("%s that is not ours to act on is nothing", (type, object) => {
  expect(snapshot(type, object)).toBeNull();
});

test("an event that is not as documented is an error, not nothing", () => {
  expect(() => snapshot("payment_intent.succeeded", { id: "pi_1" })).toThrow();
});

function snapshot(type: string, object: unknown) {
  return toStripeSnapshot({ type, payload: { data: { object } }, occurredAt });
}

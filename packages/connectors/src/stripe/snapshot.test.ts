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

const refund = {
  ...{ id: "re_1", object: "refund", amount: 500, currency: "eur", created: 1_793_530_000 },
  ...{ status: "succeeded", payment_intent: "pi_1", charge: "ch_1" },
  metadata: { refund_id: "rfd_1" },
};

test.each([
  ["refund.created", "pending", "pending"],
  ["refund.updated", "succeeded", "succeeded"],
  ["refund.updated", "requires_action", "requires_action"],
  ["refund.failed", "failed", "failed"],
  ["charge.refund.updated", "canceled", "canceled"],
])("%s of ours that is %s is %s", (type, status, ours) => {
  expect(snapshot(type, { ...refund, status })).toMatchObject({
    ...{ ref: "pi_1", currency: "EUR", facts: [] },
    refunds: [{ ref: "re_1", refundId: "rfd_1", amount: 500, status: ours }],
  });
});

test("a refund that we did not make is asked for: a capture of a part makes one too", () => {
  const told = snapshot("refund.created", { ...refund, metadata: {} });
  expect(told).toMatchObject({ ref: "pi_1", facts: [] });
  expect(told?.refunds).toBeUndefined();
});

test.each(["charge.refunded", "charge.captured", "charge.expired"])(
  "%s says which payment to ask for, and nothing of its money",
  (type) => {
    const charge = {
      ...{ id: "ch_1", object: "charge", amount: 1999, amount_captured: 1000, captured: true },
      ...{ amount_refunded: 999, currency: "eur", created: 1, payment_intent: "pi_1", metadata },
    };
    expect(snapshot(type, charge)).toMatchObject({
      ...{ paymentId: "pay_1", ref: "pi_1", facts: [] },
    });
  },
);

const dispute = {
  ...{ id: "du_1", object: "dispute", amount: 1999, currency: "eur", created: 1_793_530_000 },
  ...{ status: "needs_response", reason: "fraudulent", is_charge_refundable: false },
  ...{ payment_intent: "pi_1", charge: "ch_1", balance_transactions: [], metadata: {} },
  evidence_details: { due_by: 1_794_000_000 },
};

test.each([
  ["warning_needs_response", true, "inquiry"],
  ["warning_under_review", true, "inquiry"],
  ["warning_closed", true, "closed"],
  ["needs_response", false, "needs_response"],
  ["under_review", false, "under_review"],
  ["won", true, "won"],
  ["lost", false, "lost"],
  ["appeal_needs_response", false, "needs_response"],
])("a dispute that is %s is refundable: %s, and %s", (status, refundable, ours) => {
  const object = { ...dispute, status, is_charge_refundable: refundable && status !== "won" };
  expect(snapshot("charge.dispute.updated", object)).toMatchObject({
    facts: [],
    disputes: [
      {
        ...{ ref: "du_1", amount: 1999, reason: "fraudulent", status: ours, refundable },
        evidenceDueAt: new Date(1_794_000_000_000),
      },
    ],
  });
});

test("a dispute moves money when its money moves, not when it is opened", () => {
  const typesOf = (type: string, object: object = dispute) =>
    snapshot(type, object)?.facts.map((fact) => `${fact.type} ${fact.ref} ${fact.amount}`);
  expect(typesOf("charge.dispute.created")).toEqual([]);
  expect(typesOf("charge.dispute.funds_withdrawn")).toEqual(["chargeback du_1 1999"]);
  const both = ["chargeback du_1 1999", "chargeback_reversal du_1 1999"];
  expect(typesOf("charge.dispute.funds_reinstated")).toEqual(both);
  const moved = { ...dispute, status: "won", balance_transactions: [{ amount: -2099 }] };
  expect(typesOf("charge.dispute.closed", moved)).toEqual(["chargeback du_1 1999"]);
});

test("an event that is not as documented is an error, not nothing", () => {
  expect(() => snapshot("payment_intent.succeeded", { id: "pi_1" })).toThrow();
});

function snapshot(type: string, object: unknown) {
  return toStripeSnapshot({ type, payload: { data: { object } }, occurredAt });
}

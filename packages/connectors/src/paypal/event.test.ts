import { expect, test } from "vitest";
import { toPaypalSnapshot } from "./event.ts";
import { paypalMoney, paypalOrder } from "./testing.ts";

const at = new Date("2026-11-01T12:00:00Z");

const tell = (type: string, resource: unknown) =>
  toPaypalSnapshot({ type, payload: { id: "WH-1", event_type: type, resource } });

const related = { supplementary_data: { related_ids: { order_id: "5O1" } }, custom_id: "pay_1" };
const up = [{ rel: "up", href: "https://api-m.paypal.com/v2/payments/captures/C1" }];

test("an approved order is ours to complete", () => {
  expect(tell("CHECKOUT.ORDER.APPROVED", paypalOrder("APPROVED"))).toMatchObject({
    ...{ paymentId: "pay_1", ref: "5O1", currency: "EUR", amount: 1999, state: "approved" },
    facts: [],
  });
});

type Case = [string, Record<string, unknown[]>, string, string[]];

test.each<Case>([
  ["nothing", {}, "processing", []],
  ["a pending capture", { captures: [paypalMoney("C1", "PENDING")] }, "processing", ["pending"]],
  ["a declined one", { captures: [paypalMoney("C1", "DECLINED")] }, "failed", ["failed"]],
  ["a failed one", { captures: [paypalMoney("C1", "FAILED")] }, "failed", ["failed"]],
  ["a capture", { captures: [paypalMoney("C1", "COMPLETED")] }, "captured", ["succeeded"]],
  ["a refunded one", { captures: [paypalMoney("C1", "REFUNDED")] }, "captured", ["succeeded"]],
  ["one of no known status", { captures: [paypalMoney("C1", "NEW")] }, "processing", ["pending"]],
  ["a hold", { authorizations: [paypalMoney("A1", "CREATED")] }, "authorized", ["succeeded"]],
  [
    "a hold in review",
    { authorizations: [paypalMoney("A1", "PENDING")] },
    "processing",
    ["pending"],
  ],
  ["a denied hold", { authorizations: [paypalMoney("A1", "DENIED")] }, "failed", ["failed"]],
] as const)(
  "a COMPLETED order with %s is no more than that",
  (_case, payments, state, statuses) => {
    const snapshot = tell("CHECKOUT.ORDER.COMPLETED", paypalOrder("COMPLETED", payments));
    expect(snapshot?.state).toBe(state);
    expect(snapshot?.facts.map(({ status }) => status)).toEqual(statuses);
  },
);

test("an approval that PayPal takes back fails the payment, without a word of money", () => {
  const purchase_units = [{ custom_id: "pay_1" }];
  const told = tell("CHECKOUT.PAYMENT-APPROVAL.REVERSED", { order_id: "5O1", purchase_units });
  expect(told).toMatchObject({
    ...{ paymentId: "pay_1", ref: "5O1", state: "failed", failure: { code: "approval_reversed" } },
    facts: [],
  });
});

test.each([
  ["PAYMENT.AUTHORIZATION.CREATED", "CREATED", "authorized", "succeeded"],
  ["PAYMENT.AUTHORIZATION.VOIDED", "VOIDED", "canceled", "succeeded"],
])("%s", (type, status, state, fact) => {
  const expiration_time = "2026-11-30T12:00:00Z";
  expect(tell(type, paypalMoney("A1", status, "19.99", { ...related, expiration_time }))).toEqual({
    ...{ paymentId: "pay_1", ref: "5O1", currency: "EUR", state, failure: undefined },
    facts: [{ type: "authorization", ref: "A1", status: fact, amount: 1999, at }],
    expiresAt: new Date(expiration_time),
  });
});

test.each([
  ["PAYMENT.CAPTURE.COMPLETED", "COMPLETED", "captured", "succeeded", undefined],
  ["PAYMENT.CAPTURE.PENDING", "PENDING", "processing", "pending", undefined],
  ["PAYMENT.CAPTURE.DENIED", "DECLINED", "failed", "failed", "declined"],
  ["PAYMENT.CAPTURE.DECLINED", "DECLINED", "failed", "failed", "declined"],
])("%s", (type, status, state, fact, failure) => {
  const told = tell(type, paypalMoney("C1", status, "19.99", related));
  expect(told).toMatchObject({ paymentId: "pay_1", ref: "5O1", captureRef: "C1", state });
  expect(told?.facts).toEqual([{ type: "capture", ref: "C1", status: fact, amount: 1999, at }]);
  expect(told?.failure?.code).toBe(failure);
});

test("a refund is known as ours by its custom id, else by its capture alone", () => {
  const refund = (custom_id?: string) =>
    tell(
      "PAYMENT.CAPTURE.REFUNDED",
      paypalMoney("R1", "COMPLETED", "5.00", { custom_id, links: up }),
    );
  const entry = { ref: "R1", amount: 500, status: "succeeded", at };
  const base = { captureRef: "C1", currency: "EUR", state: "captured", facts: [] };
  expect(refund("rfd_1")).toMatchObject({ ...base, refunds: [{ ...entry, refundId: "rfd_1" }] });
  expect(refund("pay_1")).toMatchObject({ ...base, paymentId: "pay_1", refunds: [entry] });
  expect(refund("something of another system")).toMatchObject({ ...base, paymentId: undefined });
  expect(refund()?.refunds?.[0]?.refundId).toBeUndefined();
});

test.each([
  ["PAYMENT.REFUND.PENDING", "PENDING", "pending"],
  ["PAYMENT.REFUND.FAILED", "FAILED", "failed"],
  ["PAYMENT.REFUND.CANCELLED", "CANCELLED", "canceled"],
])("%s", (type, status, expected) => {
  const told = tell(type, paypalMoney("R1", status, "5.00", { links: up }));
  expect(told?.refunds).toMatchObject([{ ref: "R1", status: expected }]);
});

test("a reversal is the refund that it is in the order's list, so that it counts once", () => {
  const reversal = paypalMoney("R9", "COMPLETED", "19.99", { links: up });
  const alone = tell("PAYMENT.CAPTURE.REVERSED", reversal);
  expect(alone).toMatchObject({ captureRef: "C1", refunds: [{ ref: "R9", reason: "reversed" }] });
  const captures = [paypalMoney("C1", "REFUNDED")];
  const listed = paypalOrder("COMPLETED", { captures, refunds: [reversal] });
  expect(tell("CHECKOUT.ORDER.COMPLETED", listed)?.refunds?.[0]?.ref).toBe("R9");
});

test("a reversal that carries the capture itself only says whose it is", () => {
  const capture = paypalMoney("C1", "REFUNDED", "19.99", related);
  expect(tell("PAYMENT.CAPTURE.REVERSED", capture)).toEqual({
    ...{ paymentId: "pay_1", ref: "5O1", captureRef: "C1", currency: "EUR", state: "captured" },
    facts: [],
  });
});

const dispute = (more: Record<string, unknown>) => ({
  dispute_id: "PP-D-1",
  disputed_transactions: [{ seller_transaction_id: "C1", custom: "pay_1" }],
  reason: "MERCHANDISE_OR_SERVICE_NOT_RECEIVED",
  status: "OPEN",
  dispute_amount: { currency_code: "EUR", value: "19.99" },
  ...more,
});

test.each([
  ["CREATED", { dispute_life_cycle_stage: "INQUIRY" }, "inquiry", true],
  ["CREATED", { dispute_life_cycle_stage: "CHARGEBACK" }, "needs_response", false],
  ["UPDATED", { status: "WAITING_FOR_SELLER_RESPONSE" }, "needs_response", false],
  ["UPDATED", { status: "WAITING_FOR_BUYER_RESPONSE" }, "under_review", false],
  ["UPDATED", { status: "UNDER_REVIEW" }, "under_review", false],
  ["RESOLVED", outcome("RESOLVED_SELLER_FAVOUR"), "won", true],
  ["RESOLVED", outcome("CANCELED_BY_BUYER"), "won", true],
  ["RESOLVED", outcome("RESOLVED_BUYER_FAVOUR"), "lost", false],
  ["RESOLVED", outcome("ACCEPTED"), "lost", false],
  ["RESOLVED", outcome("RESOLVED_WITH_PAYOUT"), "closed", true],
] as const)("CUSTOMER.DISPUTE.%s %j: %s", (type, more, status, refundable) => {
  const seller_response_due_date = "2026-11-11T12:00:00Z";
  const resource = dispute({ ...more, seller_response_due_date });
  expect(tell(`CUSTOMER.DISPUTE.${type}`, resource)).toEqual({
    ...{ paymentId: "pay_1", captureRef: "C1", currency: "EUR", state: "captured", facts: [] },
    disputes: [
      {
        ...{ ref: "PP-D-1", amount: 1999, reason: "merchandise_or_service_not_received", status },
        ...{ refundable, evidenceDueAt: new Date(seller_response_due_date) },
      },
    ],
  });
});

function outcome(outcome_code: string) {
  return { status: "RESOLVED", dispute_outcome: { outcome_code } };
}

test("what means nothing to us is nothing", () => {
  expect(tell("BILLING.PLAN.CREATED", {})).toBeNull();
  expect(tell("CUSTOMER.DISPUTE.CREATED", dispute({ disputed_transactions: [] }))).toBeNull();
});

test("what does not look as documented is an error, not a guess", () => {
  const odd = {
    ...paypalMoney("C1", "COMPLETED"),
    amount: { currency_code: "EUR", value: "1,99" },
  };
  expect(() => tell("PAYMENT.CAPTURE.COMPLETED", odd)).toThrow();
  expect(() => tell("CHECKOUT.ORDER.APPROVED", { id: "5O1" })).toThrow();
});

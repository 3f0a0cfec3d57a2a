import type { PaymentFact, PaymentSnapshot, PaymentState, RefundFact } from "../contract.ts";
import type { Authorization, Capture, Order, Refund } from "./resources.ts";

/**
 * How an order stands. Its own status says nothing of money: a COMPLETED order may hold a capture that
 * is pending or was declined, so each capture's and authorisation's status decides
 * (developer.paypal.com/docs/api/orders/v2).
 */
export function orderSnapshot(order: Order): PaymentSnapshot {
  const [{ custom_id, amount, payments }] = order.purchase_units;
  const { authorizations, captures, refunds } = payments;
  const told = amount ?? captures[0]?.amount ?? authorizations[0]?.amount;
  return {
    paymentId: ourId(custom_id, "pay_"),
    ref: order.id,
    currency: told?.currency,
    amount: told?.amount,
    state: stateOf(order),
    failure: failureOf(captures, authorizations),
    methodSummary: methodOf(order),
    facts: [
      ...authorizations.map(authorizationFact),
      ...authorizations.filter(isVoided).map((held) => voidFact(held, captures)),
      ...captures.map(captureFact),
    ],
    refunds: refunds.map(refundFact),
    expiresAt: authorizations.filter(isHeld).at(-1)?.expiration_time,
  };
}

/** True where neither money nor a hold has come of the order, or was even tried. */
export function isUntouched({ purchase_units: [{ payments }] }: Order): boolean {
  return payments.authorizations.length === 0 && payments.captures.length === 0;
}

/** What the order can still capture from. */
export function heldBy({ purchase_units: [{ payments }] }: Order): Authorization | undefined {
  return payments.authorizations.findLast(isHeld);
}

export function captureFact({ id, status, amount, create_time: at }: Capture): PaymentFact {
  return { type: "capture", ref: id, status: factStatus(status), amount: amount.amount, at };
}

export function authorizationFact({ id, status, amount, create_time: at }: Authorization) {
  const fact: PaymentFact = {
    ...{ type: "authorization", ref: id, status: factStatus(status) },
    ...{ amount: amount.amount, at },
  };
  return fact;
}

/** A refund; a reversal has the same shape. `reason` is for those that PayPal itself made. */
export function refundFact(refund: Refund, reason?: string | number): RefundFact {
  const { id, custom_id, status, amount, create_time: at, status_details } = refund;
  return {
    ref: id,
    refundId: ourId(custom_id, "rfd_"),
    amount: amount.amount,
    status: factStatus(status),
    reason: typeof reason === "string" ? reason : (status_details?.reason ?? refund.note_to_payer),
    at,
  };
}

/** The states of a capture alone, as its event tells it. */
export function captureState(status: string): PaymentState {
  return captureStates[factStatus(status)];
}

const captureStates = {
  succeeded: "captured",
  pending: "processing",
  failed: "failed",
  canceled: "failed",
} as const;

/** Our own id where we had put it into `custom_id`; a shop may use its account for more than us. */
export function ourId(custom: string | undefined, prefix: string): string | undefined {
  return custom?.startsWith(prefix) ? custom : undefined;
}

export function failureOf(
  captures: readonly Capture[],
  authorizations: readonly Authorization[],
): PaymentSnapshot["failure"] {
  const last = [...authorizations, ...captures].at(-1);
  if (!last || factStatus(last.status) !== "failed") return undefined;
  const reason = last.status_details?.reason ?? last.status;
  return {
    code: reason.toLowerCase(),
    message: "PayPal or the buyer's bank declined the payment.",
  };
}

function stateOf(order: Order): PaymentState {
  const [{ payments }] = order.purchase_units;
  const captures = payments.captures.map(({ status }) => factStatus(status));
  const holds = payments.authorizations;
  if (captures.includes("succeeded")) return "captured";
  if (holds.some(isHeld)) return "authorized";
  if (captures.includes("pending") || holds.some(({ status }) => status === "PENDING")) {
    return "processing";
  }
  if (captures.length > 0) return "failed";
  if (holds.some(isVoided)) return "canceled";
  if (holds.some(({ status }) => status === "DENIED")) return "failed";
  return orderStates.get(order.status) ?? "processing";
}

// Only as long as neither an authorisation nor a capture is there.
const orderStates = new Map<string, PaymentState>([
  ["CREATED", "created"],
  ["SAVED", "created"],
  ["PAYER_ACTION_REQUIRED", "created"],
  ["APPROVED", "approved"],
  ["VOIDED", "canceled"],
]);

function isHeld({ status }: Authorization): boolean {
  return status === "CREATED" || status === "PARTIALLY_CAPTURED";
}

function isVoided({ status }: Authorization): boolean {
  return status === "VOIDED";
}

// What was captured before is not let go of.
function voidFact(held: Authorization, captures: readonly Capture[]): PaymentFact {
  const taken = captures
    .filter(({ status }) => factStatus(status) !== "failed")
    .reduce((sum, { amount }) => sum + amount.amount, 0);
  const amount = Math.max(0, held.amount.amount - taken);
  return { type: "void", ref: held.id, status: "succeeded", amount, at: held.create_time };
}

/** The statuses of authorisations, captures and refunds; an unknown one is not money yet. */
function factStatus(status: string): RefundFact["status"] & PaymentFact["status"] {
  return factStatuses.get(status) ?? "pending";
}

const factStatuses = new Map<string, PaymentFact["status"]>([
  ...["CREATED", "CAPTURED", "PARTIALLY_CAPTURED", "VOIDED"].map((s) => [s, "succeeded"] as const),
  ...["COMPLETED", "REFUNDED", "PARTIALLY_REFUNDED"].map((s) => [s, "succeeded"] as const),
  ...["DECLINED", "FAILED", "DENIED"].map((s) => [s, "failed"] as const),
  ["CANCELLED", "canceled"],
]);

function methodOf({ payment_source }: Order): PaymentSnapshot["methodSummary"] {
  if (payment_source?.card) {
    const { brand, last_digits: last4 } = payment_source.card;
    return { type: "card", brand: brand?.toLowerCase(), last4 };
  }
  const type = Object.keys(payment_source ?? {})[0];
  return type === undefined ? undefined : { type };
}

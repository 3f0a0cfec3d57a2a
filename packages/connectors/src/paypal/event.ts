import { z } from "zod";
import type { InboundEvent, PaymentSnapshot } from "../contract.ts";
import { disputeSnapshot } from "./dispute.ts";
import { Authorization, Capture, Order, parentOf, Refund } from "./resources.ts";
import {
  authorizationFact,
  captureFact,
  captureState,
  failureOf,
  orderSnapshot,
  ourId,
  refundFact,
} from "./snapshot.ts";

/**
 * What an event says about a payment
 * (developer.paypal.com/api/rest/webhooks/event-names).
 * @throws ZodError where a verified event does not look as PayPal documents it
 */
export function toPaypalSnapshot({
  type,
  payload,
}: Pick<InboundEvent, "type" | "payload">): PaymentSnapshot | null {
  const read = readers.find(([pattern]) => pattern.test(type))?.[1];
  return read ? read(Event.parse(payload).resource, type) : null;
}

/** A delivery, or an entry of the list of events; null where it does not look like one. */
export function toEvent(payload: unknown, now: Date): InboundEvent | null {
  const parsed = PaypalEvent.safeParse(payload);
  if (!parsed.success) return null;
  const { id, event_type: type, create_time: occurredAt = now, resource } = parsed.data;
  // What stands around the resource may differ from one delivery to the next.
  const fingerprint = JSON.stringify([type, resource]);
  return { eventId: id, type, account: null, occurredAt, payload, fingerprint };
}

const PaypalEvent = z.looseObject({
  id: z.string().min(1).max(255),
  event_type: z.string().min(1).max(255),
  create_time: z.iso
    .datetime({ offset: true })
    .transform((text) => new Date(text))
    .optional(),
});

const Event = z.object({ resource: z.unknown() });

const readers: [RegExp, (resource: unknown, type: string) => PaymentSnapshot | null][] = [
  [/^CHECKOUT\.ORDER\./, (resource) => orderSnapshot(Order.parse(resource))],
  [/^CHECKOUT\.PAYMENT-APPROVAL\.REVERSED$/, approvalReversed],
  [/^PAYMENT\.AUTHORIZATION\./, authorizationSnapshot],
  [/^PAYMENT\.(CAPTURE\.(REFUNDED|REVERSED)|REFUND\..+)$/, refundSnapshot],
  [/^PAYMENT\.CAPTURE\./, captureSnapshot],
  [/^CUSTOMER\.DISPUTE\./, disputeSnapshot],
];

/** PayPal took the buyer's approval back before we captured; it gives the buyer any money back. */
function approvalReversed(resource: unknown): PaymentSnapshot {
  const { order_id, purchase_units } = ReversedApproval.parse(resource);
  return {
    paymentId: ourId(purchase_units[0]?.custom_id, "pay_"),
    ref: order_id,
    state: "failed",
    failure: { code: "approval_reversed", message: "PayPal took back the buyer's approval." },
    facts: [],
  };
}

const ReversedApproval = z.object({
  order_id: z.string(),
  purchase_units: z.array(z.object({ custom_id: z.string().optional() })).default([]),
});

function captureSnapshot(resource: unknown): PaymentSnapshot {
  const capture = Capture.parse(resource);
  return {
    ...namesOf(capture),
    captureRef: capture.id,
    currency: capture.amount.currency,
    state: captureState(capture.status),
    failure: failureOf([capture], []),
    facts: [captureFact(capture)],
  };
}

// Of a void, how much is let go of depends on the captures before it: only the order tells.
function authorizationSnapshot(resource: unknown): PaymentSnapshot {
  const held = Authorization.parse(resource);
  return {
    ...namesOf(held),
    currency: held.amount.currency,
    state: authorizationStates.get(held.status) ?? "processing",
    failure: failureOf([], [held]),
    facts: [authorizationFact(held)],
    expiresAt: held.expiration_time,
  };
}

const authorizationStates = new Map<string, PaymentSnapshot["state"]>([
  ["CREATED", "authorized"],
  ["PARTIALLY_CAPTURED", "authorized"],
  ["CAPTURED", "captured"],
  ["VOIDED", "canceled"],
  ["DENIED", "failed"],
]);

/** A refund, ours or made at PayPal, or a reversal: money taken back for a chargeback or a claim. */
function refundSnapshot(resource: unknown, type: string): PaymentSnapshot {
  const captureRef = parentOf(Links.parse(resource).links);
  // Some reversals carry the capture itself: how much went back is then for `get` to say.
  if (captureRef === undefined) {
    const { id, amount, ...capture } = Capture.parse(resource);
    const names = namesOf(capture);
    return { ...names, captureRef: id, currency: amount.currency, state: "captured", facts: [] };
  }
  const refund = Refund.parse(resource);
  const reason = type === "PAYMENT.CAPTURE.REVERSED" ? "reversed" : undefined;
  return {
    paymentId: ourId(refund.custom_id, "pay_"),
    captureRef,
    currency: refund.amount.currency,
    state: "captured",
    facts: [],
    refunds: [refundFact(refund, reason)],
  };
}

const Links = z.object({
  links: z.array(z.object({ href: z.string(), rel: z.string() })).default([]),
});

function namesOf({
  custom_id,
  supplementary_data,
}: Pick<Capture, "custom_id" | "supplementary_data">) {
  const ref = supplementary_data?.related_ids?.order_id;
  return { paymentId: ourId(custom_id, "pay_"), ref };
}

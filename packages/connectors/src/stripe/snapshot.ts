import { z } from "zod";
import type { InboundEvent, PaymentSnapshot } from "../contract.ts";
import { disputedMoney, fromDispute, type MoneyEvent } from "./dispute.ts";
import { fromIntent } from "./intent.ts";
import { Charge, Dispute, Intent, Refund, Session } from "./objects.ts";
import { fromRefund } from "./refund.ts";
import { fromSessionEvent, type SessionOutcome } from "./session.ts";

type StripeEvent = Pick<InboundEvent, "type" | "payload" | "occurredAt">;

/**
 * What an event says itself about a payment. Where it names a payment and tells nothing sure of its
 * money, the snapshot has no facts: the payment is then asked for.
 * @throws ZodError where a verified event does not look as Stripe documents it
 */
export function toStripeSnapshot(event: StripeEvent): PaymentSnapshot | null {
  return readers.get(event.type)?.(event) ?? null;
}

type Reader = (event: StripeEvent) => PaymentSnapshot | null;

const readers = new Map<string, Reader>([
  ["checkout.session.completed", session("completed")],
  ["checkout.session.async_payment_succeeded", session("paid")],
  ["checkout.session.async_payment_failed", session("failed")],
  ["checkout.session.expired", session("expired")],
  ["payment_intent.succeeded", intent],
  ["payment_intent.processing", intent],
  ["payment_intent.payment_failed", intent],
  ["payment_intent.canceled", intent],
  ["payment_intent.requires_action", intent],
  ["payment_intent.amount_capturable_updated", intent],
  ["payment_intent.partially_funded", intent],
  ["charge.captured", charge],
  ["charge.expired", charge],
  ["charge.refunded", charge],
  ["charge.refund.updated", refund],
  ["refund.created", refund],
  ["refund.updated", refund],
  ["refund.failed", refund],
  ["charge.dispute.created", dispute()],
  ["charge.dispute.updated", dispute()],
  ["charge.dispute.closed", dispute()],
  ["charge.dispute.funds_withdrawn", dispute("withdrawn")],
  ["charge.dispute.funds_reinstated", dispute("reinstated")],
]);

/** The types that say something of a payment. */
export const stripeEventTypes: string[] = [...readers.keys()];

function session(outcome: SessionOutcome): Reader {
  return ({ payload, occurredAt }) =>
    fromSessionEvent(objectOf(Session, payload), outcome, occurredAt);
}

function intent({ payload, occurredAt }: StripeEvent): PaymentSnapshot | null {
  return fromIntent(objectOf(Intent, payload), occurredAt);
}

// What was let go of and what was given back look alike on a charge.
function charge({ payload }: StripeEvent): PaymentSnapshot | null {
  return about(objectOf(Charge, payload));
}

function refund({ payload }: StripeEvent): PaymentSnapshot | null {
  const refund = objectOf(Refund, payload);
  const snapshot = about(refund);
  const told = fromRefund(refund);
  // One that we did not make may be what a capture of a part let go of.
  return snapshot && told?.refundId !== undefined ? { ...snapshot, refunds: [told] } : snapshot;
}

function dispute(money?: MoneyEvent): Reader {
  return ({ payload, occurredAt }) => {
    const dispute = objectOf(Dispute, payload);
    const snapshot = about(dispute);
    const told = fromDispute(dispute);
    if (!snapshot || !told) return null;
    const facts = disputedMoney(dispute, money, occurredAt);
    return { ...snapshot, facts, disputes: [told] };
  };
}

type Part = Pick<Charge, "payment_intent" | "currency" | "metadata">;

// Only what was captured is refunded or disputed: the word itself adds no money to the ledger.
function about({ payment_intent: ref, currency, metadata }: Part): PaymentSnapshot | null {
  if (!ref) return null;
  const { payment_id: paymentId, order_id: orderId } = metadata ?? {};
  return { paymentId, orderId, ref, currency, state: "captured", facts: [] };
}

function objectOf<T extends z.ZodType>(shape: T, payload: unknown): z.output<T> {
  return shape.parse(Event.parse(payload).data.object);
}

const Event = z.object({ data: z.object({ object: z.unknown() }) });

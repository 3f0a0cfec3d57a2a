import { z } from "zod";
import type { InboundEvent, PaymentFact, PaymentSnapshot, PaymentState } from "../contract.ts";
import { fromStripeAmount } from "./amount.ts";

/**
 * What an event says about a payment. A capture is known by its payment intent's id, whether the
 * session or the intent tells of it, so that both are one row of the ledger.
 * @throws ZodError where a verified event does not look as Stripe documents it
 */
export function toStripeSnapshot({
  type,
  payload,
  occurredAt,
}: Pick<InboundEvent, "type" | "payload" | "occurredAt">): PaymentSnapshot | null {
  const outcome = sessionEvents.get(type);
  if (outcome) return fromSession(SessionEvent.parse(payload).data.object, outcome, occurredAt);
  if (!intentEvents.has(type)) return null;
  return fromIntent(IntentEvent.parse(payload).data.object, occurredAt);
}

type SessionOutcome = "completed" | "paid" | "failed" | "expired";

const sessionEvents = new Map<string, SessionOutcome>([
  ["checkout.session.completed", "completed"],
  ["checkout.session.async_payment_succeeded", "paid"],
  ["checkout.session.async_payment_failed", "failed"],
  ["checkout.session.expired", "expired"],
]);

const intentEvents = new Set([
  "payment_intent.succeeded",
  "payment_intent.processing",
  "payment_intent.payment_failed",
  "payment_intent.canceled",
  "payment_intent.requires_action",
  "payment_intent.amount_capturable_updated",
]);

const Metadata = z
  .object({ order_id: z.string().optional(), payment_id: z.string().optional() })
  .nullish();

const Reference = z
  .union([z.string(), z.object({ id: z.string() }).transform(({ id }) => id)])
  .nullish();

const Session = z.object({
  id: z.string(),
  mode: z.string().default("payment"),
  payment_status: z.string(),
  payment_intent: Reference,
  client_reference_id: z.string().nullish(),
  currency: z.string().toUpperCase(),
  amount_total: z.int(),
  metadata: Metadata,
});

const SessionEvent = z.object({ data: z.object({ object: Session }) });

const Intent = z.object({
  id: z.string(),
  status: z.string(),
  currency: z.string().toUpperCase(),
  amount: z.int(),
  amount_received: z.int().optional(),
  amount_capturable: z.int().optional(),
  payment_method_types: z.array(z.string()).optional(),
  last_payment_error: z
    .object({
      code: z.string().optional(),
      decline_code: z.string().nullish(),
      message: z.string().optional(),
      payment_method: z
        .object({
          type: z.string(),
          card: z.object({ brand: z.string(), last4: z.string() }).optional(),
        })
        .nullish(),
    })
    .nullish(),
  metadata: Metadata,
});

type Intent = z.infer<typeof Intent>;

const IntentEvent = z.object({ data: z.object({ object: Intent }) });

function fromSession(
  session: z.infer<typeof Session>,
  outcome: SessionOutcome,
  at: Date,
): PaymentSnapshot | null {
  const amount = fromStripeAmount(session.amount_total, session.currency);
  if (session.mode !== "payment" || amount === null) return null;
  const ref = session.payment_intent ?? undefined;
  const base = {
    paymentId: session.metadata?.payment_id,
    orderId: session.client_reference_id ?? session.metadata?.order_id,
    ref,
    sessionRef: session.id,
    currency: session.currency,
    amount,
  };
  if (outcome === "expired") return { ...base, state: "expired", facts: [] };
  if (outcome === "failed") {
    const failure = { code: "async_payment_failed", message: "The payment did not go through." };
    return { ...base, state: "failed", failure, facts: [] };
  }
  // "completed" alone only says that the buyer has finished with the page.
  if (session.payment_status === "unpaid") return { ...base, state: "processing", facts: [] };
  if (session.payment_status !== "paid") return null;
  return {
    ...base,
    state: "captured",
    facts: [succeeded("capture", ref ?? session.id, amount, at)],
  };
}

function fromIntent(intent: Intent, at: Date): PaymentSnapshot | null {
  const amount = fromStripeAmount(intent.amount, intent.currency);
  const state = intentStates.get(intent.status);
  if (amount === null || !state) return null;
  return {
    paymentId: intent.metadata?.payment_id,
    orderId: intent.metadata?.order_id,
    ref: intent.id,
    currency: intent.currency,
    amount,
    state,
    failure: failureOf(intent),
    methodSummary: methodOf(intent),
    facts: intentFacts(intent, at),
  };
}

// By docs.stripe.com/payments/paymentintents/lifecycle; a declined card leaves the intent open
// for another one.
const intentStates = new Map<string, PaymentState>([
  ["requires_payment_method", "created"],
  ["requires_confirmation", "created"],
  ["requires_action", "requires_action"],
  ["processing", "processing"],
  ["requires_capture", "authorized"],
  ["succeeded", "captured"],
  ["canceled", "canceled"],
]);

function intentFacts(intent: Intent, at: Date): PaymentFact[] {
  const ours = (amount: number | undefined) =>
    amount === undefined ? null : fromStripeAmount(amount, intent.currency);
  const received = ours(intent.amount_received ?? intent.amount);
  const capturable = ours(intent.amount_capturable);
  if (intent.status === "succeeded" && received !== null) {
    return [succeeded("capture", intent.id, received, at)];
  }
  if (intent.status === "requires_capture" && capturable !== null) {
    return [succeeded("authorization", intent.id, capturable, at)];
  }
  return [];
}

function succeeded(type: PaymentFact["type"], ref: string, amount: number, at: Date): PaymentFact {
  return { type, ref, status: "succeeded", amount, at };
}

function failureOf({ last_payment_error: error }: Intent): PaymentSnapshot["failure"] {
  if (!error) return undefined;
  return {
    code: error.decline_code ?? error.code ?? "payment_failed",
    message: error.message ?? "The payment did not go through.",
  };
}

function methodOf(intent: Intent): PaymentSnapshot["methodSummary"] {
  const method = intent.last_payment_error?.payment_method;
  if (method) return { type: method.type, brand: method.card?.brand, last4: method.card?.last4 };
  const [only, ...others] = intent.payment_method_types ?? [];
  return only !== undefined && others.length === 0 ? { type: only } : undefined;
}

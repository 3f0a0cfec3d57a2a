import type { PaymentSnapshot } from "../contract.ts";
import { fromStripeAmount } from "./amount.ts";
import { fromIntent } from "./intent.ts";
import type { Session } from "./objects.ts";

/** What an event about a session adds to the session itself. */
export type SessionOutcome = "completed" | "paid" | "failed" | "expired";

/** What an event says of a session; its intent is known there by its id alone. */
export function fromSessionEvent(
  session: Session,
  outcome: SessionOutcome,
  at: Date,
): PaymentSnapshot | null {
  const base = baseOf(session);
  if (!base) return null;
  if (outcome === "expired") return { ...base, state: "expired", facts: [] };
  if (outcome === "failed") {
    const failure = { code: "async_payment_failed", message: "The payment did not go through." };
    return { ...base, state: "failed", failure, facts: [] };
  }
  // "completed" alone only says that the buyer has finished with the page.
  if (session.payment_status === "unpaid") return { ...base, state: "processing", facts: [] };
  if (session.payment_status !== "paid") return null;
  const { ref = session.id, amount } = base;
  const capture = { type: "capture", ref, status: "succeeded", amount, at } as const;
  return { ...base, state: "captured", facts: [capture] };
}

/** What a session says that was asked for with its intent. */
export function fromSession(session: Session, at: Date): PaymentSnapshot | null {
  const base = baseOf(session);
  if (!base) return null;
  const intent = session.payment_intent;
  const told = typeof intent === "object" && intent !== null ? fromIntent(intent, at) : null;
  if (told) return { ...base, ...told, ...ownersOf(session), sessionRef: session.id };
  if (session.status === "expired") return { ...base, state: "expired", facts: [] };
  return { ...base, state: "created", facts: [] };
}

function baseOf(session: Session) {
  const amount = fromStripeAmount(session.amount_total, session.currency);
  if (session.mode !== "payment" || amount === null) return null;
  const intent = session.payment_intent;
  return {
    ...ownersOf(session),
    ref: (typeof intent === "string" ? intent : intent?.id) ?? undefined,
    sessionRef: session.id,
    currency: session.currency,
    amount,
    expiresAt: session.expires_at === undefined ? undefined : new Date(session.expires_at * 1000),
  };
}

function ownersOf({ metadata, client_reference_id }: Session) {
  return {
    paymentId: metadata?.payment_id,
    orderId: client_reference_id ?? metadata?.order_id,
  };
}

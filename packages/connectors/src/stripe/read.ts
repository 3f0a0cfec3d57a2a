import type Stripe from "stripe";
import { ConnectorError } from "../connector-error.ts";
import type { PaymentRefs, PaymentSnapshot } from "../contract.ts";
import { disputedMoney, fromDispute } from "./dispute.ts";
import { chargeOf, fromIntent } from "./intent.ts";
import { type Charge, Dispute, Intent, Refund, Session } from "./objects.ts";
import { fromRefund, trueRefunds } from "./refund.ts";
import { fromSession } from "./session.ts";

/**
 * The payment as it stands at Stripe now, with its refunds and disputes.
 * @throws ConnectorError where neither reference is known
 */
export async function readPayment(
  stripe: Stripe,
  { ref, sessionRef }: PaymentRefs,
): Promise<PaymentSnapshot> {
  if (sessionRef !== null) {
    const expand = ["payment_intent", "payment_intent.latest_charge"];
    const session = Session.parse(await stripe.checkout.sessions.retrieve(sessionRef, { expand }));
    const intent = typeof session.payment_intent === "object" ? session.payment_intent : null;
    return whole(stripe, fromSession(session, timeOf(intent)), intent);
  }
  if (ref === null) {
    throw new ConnectorError("stripe", "invalid_request", "Stripe has not heard of this payment.");
  }
  const expand = ["latest_charge"];
  const intent = Intent.parse(await stripe.paymentIntents.retrieve(ref, { expand }));
  return whole(stripe, fromIntent(intent, timeOf(intent)), intent);
}

async function whole(
  stripe: Stripe,
  snapshot: PaymentSnapshot | null,
  intent: Intent | null | undefined,
): Promise<PaymentSnapshot> {
  if (!snapshot) {
    throw new ConnectorError("stripe", "invalid_request", "Stripe's payment is none of ours.");
  }
  const charge = intent && chargeOf(intent);
  return charge ? withReturns(stripe, snapshot, charge) : snapshot;
}

// Neither comes with the charge: Stripe lists them by the intent.
async function withReturns(
  stripe: Stripe,
  snapshot: PaymentSnapshot,
  charge: Charge,
): Promise<PaymentSnapshot> {
  const by = { payment_intent: snapshot.ref, limit: 100 };
  const refunds = Refund.array().parse((await stripe.refunds.list(by)).data);
  const disputes = charge.disputed
    ? Dispute.array().parse((await stripe.disputes.list(by)).data)
    : [];
  return {
    ...snapshot,
    facts: [...snapshot.facts, ...disputes.flatMap((dispute) => disputedMoney(dispute))],
    refunds: trueRefunds(charge, refunds).flatMap((refund) => fromRefund(refund) ?? []),
    disputes: disputes.flatMap((dispute) => fromDispute(dispute) ?? []),
  };
}

// When the money moved: an attempt's charge is made with it.
function timeOf(intent: Intent | null | undefined): Date {
  const seconds = (intent && (chargeOf(intent)?.created ?? intent.created)) ?? 0;
  return new Date(seconds * 1000);
}

import type Stripe from "stripe";
import type { Account } from "./account.ts";
import type { Charge, Intent } from "./objects.ts";

/**
 * What becomes of a try to pay: `authenticate` sends the buyer to 3-D Secure first, `delay` is a
 * method such as a bank debit, which is known days later.
 */
export type PayOutcome = "succeed" | "decline" | "authenticate" | "delay";

/** The buyer, or the shop for him, confirms the payment. */
export function pay(account: Account, intent: Intent, outcome: PayOutcome): void {
  intent.last_payment_error = null;
  intent.next_action = null;
  intent.payment_method = account.id("pm");
  if (outcome === "authenticate") {
    intent.status = "requires_action";
    const url = `${account.world.url()}/pay/${intent.id}/authenticate`;
    intent.next_action = { type: "redirect_to_url", redirect_to_url: { url, return_url: null } };
    account.emit("payment_intent.requires_action", intent);
  } else if (outcome === "decline") decline(account, intent);
  else if (outcome === "delay") {
    const charge = addCharge(account, intent, { status: "pending", paid: false, captured: true });
    intent.status = "processing";
    account.emit("charge.pending", charge);
    account.emit("payment_intent.processing", intent);
  } else if (intent.capture_method === "manual") authorize(account, intent);
  else succeed(account, intent);
}

/** A delayed payment's end. */
export function finishDelayed(account: Account, intent: Intent, succeeds: boolean): void {
  const charge = account.charges.get(intent.latest_charge ?? "");
  if (!charge || intent.status !== "processing") return;
  if (succeeds) {
    Object.assign(charge, { status: "succeeded", paid: true, amount_captured: charge.amount });
    charge.balance_transaction = account.id("txn");
    Object.assign(intent, { status: "succeeded", amount_received: intent.amount });
    account.emit("charge.succeeded", charge);
    account.emit("payment_intent.succeeded", intent);
    return;
  }
  const failure = { failure_code: "insufficient_funds", failure_message: "The debit bounced." };
  Object.assign(charge, { status: "failed", captured: false, ...failure });
  intent.status = "requires_payment_method";
  intent.last_payment_error = paymentError(
    "insufficient_funds",
    failure.failure_message,
    charge.id,
  );
  account.emit("charge.failed", charge);
  account.emit("payment_intent.payment_failed", intent);
}

function succeed(account: Account, intent: Intent): void {
  const charge = addCharge(account, intent, { status: "succeeded", paid: true, captured: true });
  charge.amount_captured = charge.amount;
  charge.balance_transaction = account.id("txn");
  Object.assign(intent, { status: "succeeded", amount_received: intent.amount });
  account.emit("charge.succeeded", charge);
  account.emit("payment_intent.succeeded", intent);
}

function authorize(account: Account, intent: Intent): void {
  const charge = addCharge(account, intent, { status: "succeeded", paid: true, captured: false });
  Object.assign(intent, { status: "requires_capture", amount_capturable: intent.amount });
  account.emit("payment_intent.amount_capturable_updated", intent);
  account.emit("charge.succeeded", charge);
}

function decline(account: Account, intent: Intent): void {
  const message = "Your card was declined.";
  const charge = addCharge(account, intent, { status: "failed", paid: false, captured: false });
  Object.assign(charge, { failure_code: "card_declined", failure_message: message });
  intent.status = "requires_payment_method";
  intent.payment_method = null;
  intent.last_payment_error = paymentError("card_declined", message, charge.id);
  account.emit("charge.failed", charge);
  account.emit("payment_intent.payment_failed", intent);
}

function paymentError(
  code: "card_declined" | "insufficient_funds" | "payment_intent_authentication_failure",
  message: string,
  charge?: string,
): Stripe.PaymentIntent.LastPaymentError {
  const decline = code === "card_declined" ? { decline_code: "generic_decline" } : {};
  return { type: "card_error", code, message, charge, ...decline };
}

/** The buyer has, or has not, proved who he is. */
export function finishAuthentication(account: Account, intent: Intent, proved: boolean): void {
  if (intent.status !== "requires_action") return;
  if (proved) {
    pay(account, intent, "succeed");
    return;
  }
  const message = "The provided PaymentMethod has failed authentication.";
  Object.assign(intent, { status: "requires_payment_method", next_action: null });
  intent.payment_method = null;
  intent.last_payment_error = paymentError("payment_intent_authentication_failure", message);
  account.emit("payment_intent.payment_failed", intent);
}

function addCharge(
  account: Account,
  intent: Intent,
  state: Pick<Charge, "status" | "paid" | "captured">,
): Charge {
  const created = account.now();
  const card = {
    ...{ brand: "visa", last4: "4242", exp_month: 12, exp_year: 2034, country: "DE" },
    ...(state.captured ? {} : { capture_before: created + authorizationSeconds }),
  };
  const charge: Charge = {
    ...{ id: account.id("ch"), object: "charge", amount: intent.amount, amount_captured: 0 },
    ...{ amount_refunded: 0, balance_transaction: null, created, currency: intent.currency },
    ...{ description: intent.description, disputed: false, failure_code: null },
    ...{ failure_message: null, livemode: false, metadata: { ...intent.metadata } },
    ...{ payment_intent: intent.id, payment_method: intent.payment_method ?? account.id("pm") },
    payment_method_details: { type: "card", card: card as Stripe.Charge.PaymentMethodDetails.Card },
    ...{ receipt_email: intent.receipt_email, refunded: false, ...state },
  };
  account.charges.set(charge.id, charge);
  intent.latest_charge = charge.id;
  return charge;
}

/** How long a card's authorisation holds (docs.stripe.com/payments/place-a-hold-on-a-payment-method). */
const authorizationSeconds = 7 * 24 * 3600;

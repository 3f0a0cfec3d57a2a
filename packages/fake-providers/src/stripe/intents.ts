import { type Account, found } from "./account.ts";
import { checkAmount } from "./amounts.ts";
import { badParameter, StripeFailure, wrongState } from "./failure.ts";
import type { Charge, Intent } from "./objects.ts";
import type { CaptureParams, ConfirmParams, IntentParams } from "./parameters.ts";
import { type PayOutcome, pay } from "./payments.ts";
import { release } from "./refunds.ts";

type NewIntent = Pick<Intent, "amount" | "currency" | "capture_method" | "metadata"> &
  Partial<Pick<Intent, "description" | "receipt_email">> & { multicapture?: boolean };

export function addIntent(account: Account, input: NewIntent): Intent {
  const { multicapture = false, ...rest } = input;
  const id = account.id("pi");
  const intent: Intent = {
    ...{ id, object: "payment_intent", amount_capturable: 0, amount_received: 0 },
    ...{ canceled_at: null, cancellation_reason: null, confirmation_method: "automatic" },
    ...{ client_secret: `${id}_secret_${account.id("x").slice(2)}`, created: account.now() },
    ...{ customer: null, description: null, last_payment_error: null, latest_charge: null },
    ...{ livemode: false, next_action: null, payment_method: null, receipt_email: null },
    ...{ payment_method_types: ["card"], status: "requires_payment_method", ...rest },
  };
  account.intents.set(id, intent);
  if (multicapture) account.multicapture.add(id);
  account.emit("payment_intent.created", intent);
  return intent;
}

export function createIntent(account: Account, params: IntentParams): Intent {
  checkAmount(params.amount, params.currency, "amount");
  if (params.confirm && params.payment_method === undefined) {
    throw badParameter("payment_method", "You cannot confirm without a payment method.");
  }
  const intent = addIntent(account, {
    ...{ amount: params.amount, currency: params.currency.toLowerCase() },
    ...{ capture_method: params.capture_method, metadata: params.metadata ?? {} },
    ...{ description: params.description ?? null, receipt_email: params.receipt_email ?? null },
    multicapture: params.payment_method_options?.card?.request_multicapture === "if_available",
  });
  if (params.payment_method !== undefined) {
    intent.payment_method = params.payment_method;
    intent.status = "requires_confirmation";
  }
  if (params.confirm) confirmIntent(account, intent, {});
  return intent;
}

/** @throws StripeFailure 402 where the card is declined */
export function confirmIntent(account: Account, intent: Intent, params: ConfirmParams): Intent {
  const open = ["requires_payment_method", "requires_confirmation", "requires_action"];
  if (!open.includes(intent.status)) throw unexpected(intent, "confirmed", open);
  const method = params.payment_method ?? intent.payment_method;
  if (method === null) {
    const message = "You cannot confirm this PaymentIntent because it's missing a payment method.";
    throw wrongState(message, "payment_intent_unexpected_state", { payment_intent: intent });
  }
  pay(account, intent, outcomeOf(method));
  if (intent.last_payment_error) {
    const { code, message = "" } = intent.last_payment_error;
    const details = { type: "card_error", code, decline_code: "generic_decline" };
    throw new StripeFailure(402, message, { ...details, payment_intent: intent });
  }
  return intent;
}

/** Stripe's own test payment methods (docs.stripe.com/testing). */
function outcomeOf(method: string): PayOutcome {
  if (/^pm_card_(visa_)?chargeDeclined/.test(method)) return "decline";
  if (/^pm_card_(authenticationRequired|threeDSecure)/.test(method)) return "authenticate";
  if (/^pm_(usBankAccount|sepaDebit)/.test(method)) return "delay";
  return "succeed";
}

export function captureIntent(account: Account, intent: Intent, params: CaptureParams): Intent {
  if (intent.status !== "requires_capture") {
    throw unexpected(intent, "captured", ["requires_capture"]);
  }
  const amount = params.amount_to_capture ?? intent.amount_capturable;
  if (amount > intent.amount_capturable) {
    throw wrongState(
      `The remaining capturable amount of this PaymentIntent is ${intent.amount_capturable}, less than the requested ${amount}.`,
      "amount_too_large",
      { param: "amount_to_capture" },
    );
  }
  const final = params.final_capture ?? true;
  if (!final && !account.multicapture.has(intent.id)) {
    const message = "`final_capture` can be false only where multicapture was requested.";
    throw wrongState(message, "capture_unsupported_payment_method", { param: "final_capture" });
  }
  Object.assign(intent.metadata, params.metadata);
  book(account, intent, chargeOf(account, intent), amount, final);
  return intent;
}

function book(account: Account, intent: Intent, charge: Charge, amount: number, final: boolean) {
  charge.amount_captured += amount;
  charge.balance_transaction = account.id("txn");
  intent.amount_received = charge.amount_captured;
  intent.amount_capturable = charge.amount - charge.amount_captured;
  const last = final || intent.amount_capturable === 0;
  if (!last) {
    account.emit("payment_intent.amount_capturable_updated", intent);
    return;
  }
  charge.captured = true;
  intent.amount_capturable = 0;
  intent.status = "succeeded";
  release(account, charge, charge.amount - charge.amount_captured, null);
  account.emit("charge.captured", charge);
  account.emit("payment_intent.succeeded", intent);
  markSessionPaid(account, intent);
}

function markSessionPaid({ sessions }: Account, intent: Intent): void {
  for (const session of sessions.values()) {
    if (session.payment_intent === intent.id) session.payment_status = "paid";
  }
}

export function cancelIntent(
  account: Account,
  intent: Intent,
  reason: Intent["cancellation_reason"],
): Intent {
  const open = [
    ...["requires_payment_method", "requires_capture", "requires_confirmation"],
    "requires_action",
  ];
  if (!open.includes(intent.status)) throw unexpected(intent, "canceled", open);
  for (const session of account.sessions.values()) {
    if (session.payment_intent !== intent.id || session.status !== "open") continue;
    const message = "You cannot cancel PaymentIntents created by Checkout Sessions: expire those.";
    throw wrongState(message, "payment_intent_unexpected_state", { payment_intent: intent });
  }
  cancelNow(account, intent, reason);
  return intent;
}

/** Ends the payment without asking who may; what was authorised goes back. */
export function cancelNow(
  account: Account,
  intent: Intent,
  reason: Intent["cancellation_reason"],
): void {
  const authorized = intent.status === "requires_capture";
  Object.assign(intent, { status: "canceled", amount_capturable: 0, next_action: null });
  Object.assign(intent, { canceled_at: account.now(), cancellation_reason: reason });
  if (authorized) {
    const charge = chargeOf(account, intent);
    const expired = reason === "automatic" ? "expired_uncaptured_charge" : null;
    release(account, charge, charge.amount - charge.amount_captured, expired);
    if (expired) account.emit("charge.expired", charge);
  }
  account.emit("payment_intent.canceled", intent);
}

function chargeOf(account: Account, intent: Intent): Charge {
  return found(account.charges, "charge", intent.latest_charge ?? "");
}

function unexpected(intent: Intent, done: string, allowed: string[]): StripeFailure {
  return wrongState(
    `This PaymentIntent could not be ${done} because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be ${done}: ${allowed.join(", ")}.`,
    "payment_intent_unexpected_state",
    { payment_intent: intent },
  );
}

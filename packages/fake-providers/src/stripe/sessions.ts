import { type Account, found } from "./account.ts";
import { checkAmount } from "./amounts.ts";
import { badParameter, wrongState } from "./failure.ts";
import { addIntent, cancelNow } from "./intents.ts";
import type { Intent, Session } from "./objects.ts";
import type { SessionParams } from "./parameters.ts";
import { finishAuthentication, finishDelayed, type PayOutcome, pay } from "./payments.ts";

/** A page that collects one payment (docs.stripe.com/api/checkout/sessions/create). */
export function createSession(account: Account, params: SessionParams): Session {
  const [first] = params.line_items;
  const currency = first?.price_data.currency.toLowerCase() ?? "";
  for (const [index, { price_data }] of params.line_items.entries()) {
    if (price_data.currency.toLowerCase() === currency) continue;
    throw badParameter(`line_items[${index}]`, "All line items must have the same currency.");
  }
  const total = params.line_items.reduce(
    (sum, { price_data, quantity }) => sum + price_data.unit_amount * quantity,
    0,
  );
  checkAmount(total, currency, "line_items");
  checkAddresses(params);
  const id = account.id("cs_test");
  const hosted = params.ui_mode === "hosted_page";
  const session: Session = {
    ...{ id, object: "checkout.session", amount_subtotal: total, amount_total: total },
    ...{
      cancel_url: params.cancel_url ?? null,
      client_reference_id: params.client_reference_id ?? null,
    },
    ...{ client_secret: hosted ? null : `${id}_secret_${account.id("x").slice(2)}` },
    ...{ created: account.now(), currency, customer_email: params.customer_email ?? null },
    ...{ expires_at: expiryOf(account, params), livemode: false, metadata: params.metadata ?? {} },
    ...{ mode: "payment", payment_intent: null, payment_method_types: ["card"] },
    ...{ payment_status: "unpaid", status: "open" },
    ...{ success_url: params.success_url ?? null, ui_mode: params.ui_mode },
    ...(params.return_url === undefined ? {} : { return_url: params.return_url }),
    url: hosted ? `${account.world.url()}/pay/${id}` : null,
  };
  account.sessions.set(id, session);
  account.plans.set(id, {
    title: first?.price_data.product_data.name ?? id,
    captureMethod: params.payment_intent_data?.capture_method ?? "automatic_async",
    description: params.payment_intent_data?.description ?? null,
    metadata: params.payment_intent_data?.metadata ?? {},
    multicapture: params.payment_method_options?.card?.request_multicapture === "if_available",
  });
  return session;
}

function checkAddresses({ ui_mode, success_url, cancel_url, return_url }: SessionParams): void {
  const hosted = ui_mode === "hosted_page";
  if (hosted && success_url === undefined) {
    throw badParameter("success_url", "Missing required param: success_url.", "parameter_missing");
  }
  const wrong = hosted
    ? { return_url }
    : {
        success_url,
        ...(ui_mode === "embedded_page" || ui_mode === "elements" ? { cancel_url } : {}),
      };
  for (const [name, value] of Object.entries(wrong)) {
    if (value === undefined) continue;
    throw badParameter(name, `You can not pass \`${name}\` when \`ui_mode\` is \`${ui_mode}\`.`);
  }
}

function expiryOf(account: Account, { expires_at }: SessionParams): number {
  const now = account.now();
  if (expires_at === undefined) return now + 24 * 3600;
  if (expires_at < now + 30 * 60) {
    const message =
      "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.";
    throw badParameter("expires_at", message);
  }
  if (expires_at > now + 24 * 3600) {
    const message =
      "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.";
    throw badParameter("expires_at", message);
  }
  return expires_at;
}

export function expireSession(account: Account, session: Session): Session {
  if (session.status !== "open") {
    throw wrongState(
      `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${session.status}\`.`,
      "checkout_session_not_open",
    );
  }
  expireNow(account, session);
  return session;
}

function expireNow(account: Account, session: Session): void {
  Object.assign(session, { status: "expired", url: null });
  const intent = account.intents.get(session.payment_intent ?? "");
  if (intent && intent.status !== "canceled") cancelNow(account, intent, null);
  account.emit("checkout.session.expired", session);
}

/** What the time alone brings: pages that close, authorisations that lapse. */
export function passTime(account: Account): void {
  const now = account.now();
  for (const session of account.sessions.values()) {
    if (session.status === "open" && session.expires_at <= now) expireNow(account, session);
  }
  for (const intent of account.intents.values()) {
    if (intent.status !== "requires_capture") continue;
    const charge = found(account.charges, "charge", intent.latest_charge ?? "");
    const until = charge.payment_method_details.card?.capture_before ?? Number.POSITIVE_INFINITY;
    if (until <= now) cancelNow(account, intent, "automatic");
  }
}

/** The buyer presses a button on the page; nothing happens on one that is closed. */
export function paySession(account: Account, session: Session, outcome: PayOutcome): void {
  if (session.status !== "open") return;
  pay(account, intentOf(account, session), outcome);
  complete(account, session);
}

export function authenticateSession(account: Account, session: Session, proved: boolean): void {
  const intent = account.intents.get(session.payment_intent ?? "");
  if (!intent || session.status !== "open") return;
  finishAuthentication(account, intent, proved);
  complete(account, session);
}

/** A delayed payment of a finished page is known at last. */
export function settleDelayed(account: Account, intent: Intent, succeeds: boolean): void {
  if (intent.status !== "processing") return;
  finishDelayed(account, intent, succeeds);
  for (const session of account.sessions.values()) {
    if (session.payment_intent !== intent.id) continue;
    if (succeeds) session.payment_status = "paid";
    const outcome = succeeds ? "succeeded" : "failed";
    account.emit(`checkout.session.async_payment_${outcome}`, session);
  }
}

/** Made at the first try, as Stripe does since its version 2022-08-01. */
function intentOf(account: Account, session: Session): Intent {
  const known = account.intents.get(session.payment_intent ?? "");
  if (known) return known;
  const plan = account.plans.get(session.id);
  const intent = addIntent(account, {
    ...{ amount: session.amount_total, currency: session.currency },
    ...{ capture_method: plan?.captureMethod ?? "automatic_async", metadata: plan?.metadata ?? {} },
    ...{ description: plan?.description ?? null, multicapture: plan?.multicapture ?? false },
  });
  session.payment_intent = intent.id;
  return intent;
}

function complete(account: Account, session: Session): void {
  const intent = account.intents.get(session.payment_intent ?? "");
  if (!intent || !["succeeded", "requires_capture", "processing"].includes(intent.status)) return;
  Object.assign(session, { status: "complete", url: null });
  // Money that is only authorised is "unpaid" to Stripe until it is captured.
  if (intent.status === "succeeded") session.payment_status = "paid";
  account.emit("checkout.session.completed", session);
}

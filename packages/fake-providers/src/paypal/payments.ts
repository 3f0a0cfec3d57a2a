import { moneyOf, unitsOf } from "./amounts.ts";
import { unprocessable } from "./failure.ts";
import { found, type Merchant } from "./merchant.ts";
import type { Authorization, Capture, Money, Order } from "./objects.ts";
import type { CaptureRequest, ReauthorizeRequest } from "./parameters.ts";

const dayMs = 24 * 3600_000;

/** Holds the order's money for 29 days. */
export function addAuthorization(merchant: Merchant, order: Order, amount?: Money): Authorization {
  const [unit] = order.purchase_units;
  const id = merchant.id();
  const path = `/v2/payments/authorizations/${id}`;
  const authorization: Authorization = {
    ...{ id, status: "CREATED", amount: plain(amount ?? unit.amount) },
    ...namesOf(order),
    ...{ create_time: merchant.now(), update_time: merchant.now() },
    expiration_time: iso(merchant, 29 * dayMs),
    supplementary_data: { related_ids: { order_id: order.id } },
    links: [
      merchant.link("GET", "self", path),
      merchant.link("POST", "capture", `${path}/capture`),
      merchant.link("POST", "void", `${path}/void`),
      merchant.link("POST", "reauthorize", `${path}/reauthorize`),
      merchant.link("GET", "up", `/v2/checkout/orders/${order.id}`),
    ],
  };
  merchant.authorizations.set(id, authorization);
  paymentsOf(order).authorizations = [...(paymentsOf(order).authorizations ?? []), authorization];
  merchant.emit("PAYMENT.AUTHORIZATION.CREATED", "authorization", authorization);
  return authorization;
}

type NewCapture = { amount: Money; final: boolean; authorizationId?: string; invoiceId?: string };

/** Takes money, or tries to: PayPal may hold it back or decline it. */
export function addCapture(merchant: Merchant, order: Order, input: NewCapture): Capture {
  const id = merchant.id();
  const { authorizationId } = input;
  const up =
    authorizationId === undefined
      ? `/v2/checkout/orders/${order.id}`
      : `/v2/payments/authorizations/${authorizationId}`;
  const status = merchant.fate.capture === "refused" ? "DECLINED" : merchant.fate.capture;
  merchant.fate.capture = "COMPLETED";
  const capture: Capture = {
    ...{ id, status, amount: plain(input.amount), final_capture: input.final },
    ...(status === "PENDING" ? { status_details: { reason: "ECHECK" } } : {}),
    ...(status === "DECLINED"
      ? { status_details: { reason: "DECLINED_BY_RISK_FRAUD_FILTERS" } }
      : {}),
    ...namesOf(order),
    ...(input.invoiceId === undefined ? {} : { invoice_id: input.invoiceId }),
    ...{ create_time: merchant.now(), update_time: merchant.now() },
    supplementary_data: {
      related_ids: {
        order_id: order.id,
        ...(authorizationId === undefined ? {} : { authorization_id: authorizationId }),
      },
    },
    links: [
      merchant.link("GET", "self", `/v2/payments/captures/${id}`),
      merchant.link("POST", "refund", `/v2/payments/captures/${id}/refund`),
      merchant.link("GET", "up", up),
    ],
  };
  merchant.captures.set(id, capture);
  paymentsOf(order).captures = [...(paymentsOf(order).captures ?? []), capture];
  merchant.emit(`PAYMENT.CAPTURE.${status}`, "capture", capture);
  return capture;
}

export function captureAuthorization(
  merchant: Merchant,
  id: string,
  request: CaptureRequest,
): Capture {
  const authorization = readAuthorization(merchant, id);
  if (authorization.status === "VOIDED") {
    throw unprocessable("AUTHORIZATION_VOIDED", "A voided authorization cannot be captured.");
  }
  if (authorization.status === "CAPTURED") {
    throw unprocessable(
      "AUTHORIZATION_ALREADY_CAPTURED",
      "Authorization has already been captured.",
    );
  }
  const order = found(merchant.orders, authorization.supplementary_data.related_ids.order_id);
  const held = unitsOf(authorization.amount);
  const taken = capturedOf(order, id);
  const code = authorization.amount.currency_code;
  const amount = request.amount ?? moneyOf(held - taken, code);
  if (amount.currency_code !== code) {
    throw unprocessable("AUTH_CAPTURE_CURRENCY_MISMATCH", "Currency must be the authorization's.");
  }
  // A little more than was held may be taken: tips and shipping (payments/v2, "Capture").
  const most = Math.min(Math.floor(held * 1.15), held + 7500);
  if (taken + unitsOf(amount) > most) {
    throw unprocessable("MAX_CAPTURE_AMOUNT_EXCEEDED", "Capture amount exceeds allowable limit.");
  }
  const capture = addCapture(merchant, order, {
    ...{ amount, final: request.final_capture, authorizationId: id },
    ...(request.invoice_id === undefined ? {} : { invoiceId: request.invoice_id }),
  });
  if (capture.status === "DECLINED") return capture;
  const all = request.final_capture || taken + unitsOf(amount) >= held;
  authorization.status = all ? "CAPTURED" : "PARTIALLY_CAPTURED";
  authorization.update_time = merchant.now();
  return capture;
}

function capturedOf({ purchase_units: [unit] }: Order, authorizationId: string): number {
  return (unit.payments?.captures ?? [])
    .filter(({ status }) => status !== "DECLINED" && status !== "FAILED")
    .filter((one) => one.supplementary_data.related_ids.authorization_id === authorizationId)
    .reduce((sum, { amount }) => sum + unitsOf(amount), 0);
}

export function voidAuthorization(merchant: Merchant, id: string): Authorization {
  const authorization = readAuthorization(merchant, id);
  if (authorization.status === "VOIDED") {
    throw unprocessable("PREVIOUSLY_VOIDED", "Authorization has been previously voided.");
  }
  if (authorization.status === "CAPTURED") {
    throw unprocessable("PREVIOUSLY_CAPTURED", "Authorization has been previously captured.");
  }
  voidNow(merchant, authorization);
  return authorization;
}

function voidNow(merchant: Merchant, authorization: Authorization): void {
  Object.assign(authorization, { status: "VOIDED", update_time: merchant.now() });
  merchant.emit("PAYMENT.AUTHORIZATION.VOIDED", "authorization", authorization);
}

/** From the fourth day to the twenty-ninth; the former hold is replaced. */
export function reauthorize(
  merchant: Merchant,
  id: string,
  request: ReauthorizeRequest,
): Authorization {
  const authorization = readAuthorization(merchant, id);
  if (authorization.status !== "CREATED") {
    throw unprocessable("REAUTHORIZATION_NOT_SUPPORTED", `It is ${authorization.status}.`);
  }
  const age = merchant.world.now().getTime() - Date.parse(authorization.create_time);
  if (age < 3 * dayMs) {
    const description = "A reauthorize is only allowed after the honor period of three days.";
    throw unprocessable("REAUTHORIZATION_TOO_SOON", description);
  }
  const order = found(merchant.orders, authorization.supplementary_data.related_ids.order_id);
  authorization.status = "VOIDED";
  return addAuthorization(merchant, order, request.amount ?? authorization.amount);
}

/** As it is now: what was held too long is let go of. @throws PaypalFailure 404 */
export function readAuthorization(merchant: Merchant, id: string): Authorization {
  const authorization = found(merchant.authorizations, id);
  const held = authorization.status === "CREATED" || authorization.status === "PARTIALLY_CAPTURED";
  const over = Date.parse(authorization.expiration_time) <= merchant.world.now().getTime();
  if (held && over) voidNow(merchant, authorization);
  return authorization;
}

/** What PayPal had held back is there, or is not. */
export function finishCapture(
  merchant: Merchant,
  capture: Capture,
  status: "COMPLETED" | "DECLINED",
): void {
  if (capture.status !== "PENDING") return;
  Object.assign(capture, { status, update_time: merchant.now() });
  delete capture.status_details;
  const name = status === "COMPLETED" ? "COMPLETED" : "DENIED";
  merchant.emit(`PAYMENT.CAPTURE.${name}`, "capture", capture);
}

export function paymentsOf({ purchase_units: [unit] }: Order) {
  unit.payments ??= {};
  return unit.payments;
}

function namesOf({ purchase_units: [{ custom_id, invoice_id }] }: Order) {
  return {
    ...(custom_id === undefined ? {} : { custom_id }),
    ...(invoice_id === undefined ? {} : { invoice_id }),
  };
}

function plain({ currency_code, value }: Money): Money {
  return { currency_code, value };
}

function iso({ world }: Merchant, aheadMs: number): string {
  return `${new Date(world.now().getTime() + aheadMs).toISOString().slice(0, 19)}Z`;
}

import { unitsOf } from "./amounts.ts";
import { PaypalFailure, unprocessable } from "./failure.ts";
import { found, type Merchant } from "./merchant.ts";
import type { Link, Order } from "./objects.ts";
import type { OrderRequest } from "./parameters.ts";
import { addAuthorization, addCapture } from "./payments.ts";

/** developer.paypal.com/docs/api/orders/v2/#orders_create */
export function createOrder(merchant: Merchant, request: OrderRequest): Order {
  const [unit] = request.purchase_units;
  if (!unit) throw unprocessable("MISSING_REQUIRED_PARAMETER", "A purchase unit is needed.");
  checkSum(unit.amount);
  const id = merchant.id();
  const now = merchant.now();
  const { payment_source } = request;
  const { items: _items, soft_descriptor: _descriptor, ...rest } = unit;
  const order: Order = {
    ...{ id, intent: request.intent, purchase_units: [rest] },
    ...(payment_source ? { payment_source: { paypal: {} } } : {}),
    status: payment_source ? "PAYER_ACTION_REQUIRED" : "CREATED",
    ...{ create_time: now, update_time: now, links: [] },
  };
  order.links = linksOf(merchant, order);
  merchant.orders.set(id, order);
  const context = payment_source?.paypal.experience_context;
  merchant.pages.set(id, {
    returnUrl: context?.return_url ?? null,
    cancelUrl: context?.cancel_url ?? null,
  });
  return order;
}

type Amount = OrderRequest["purchase_units"][number]["amount"];

function checkSum(amount: Amount): void {
  const total = unitsOf(amount);
  if (!amount.breakdown) return;
  const { discount, ...added } = amount.breakdown;
  const plus = Object.values(added).reduce((sum, part) => sum + (part ? unitsOf(part) : 0), 0);
  if (plus - (discount ? unitsOf(discount) : 0) === total) return;
  throw unprocessable("AMOUNT_MISMATCH", "Should equal the sum of the breakdown.");
}

function linksOf(merchant: Merchant, { id, status, intent }: Order): Link[] {
  const path = `/v2/checkout/orders/${id}`;
  const self = merchant.link("GET", "self", path);
  if (status === "PAYER_ACTION_REQUIRED") {
    return [self, merchant.link("GET", "payer-action", `/pay/${id}`)];
  }
  if (status === "CREATED") return [self, merchant.link("GET", "approve", `/pay/${id}`)];
  if (status !== "APPROVED") return [self];
  const verb = intent === "CAPTURE" ? "capture" : "authorize";
  return [self, merchant.link("POST", verb, `${path}/${verb}`)];
}

function move(merchant: Merchant, order: Order, status: Order["status"]): void {
  Object.assign(order, { status, update_time: merchant.now() });
  order.links = linksOf(merchant, order);
}

/** As Orders tells it: its captures come without what they are related to. */
export function viewOf(order: Order): object {
  const [unit] = order.purchase_units;
  const captures = unit.payments?.captures?.map(
    ({ supplementary_data: _related, ...rest }) => rest,
  );
  const payments = { ...unit.payments, ...(captures && { captures }) };
  return { ...order, purchase_units: [{ ...unit, ...(unit.payments && { payments }) }] };
}

/** The buyer agrees, on PayPal's page. */
export function approveOrder(merchant: Merchant, order: Order): void {
  if (order.status !== "CREATED" && order.status !== "PAYER_ACTION_REQUIRED") return;
  move(merchant, order, "APPROVED");
  merchant.emit("CHECKOUT.ORDER.APPROVED", "checkout-order", viewOf(order));
}

/** PayPal takes the approval back before anything was captured. */
export function reverseApproval(merchant: Merchant, order: Order): void {
  if (order.status !== "APPROVED") return;
  move(merchant, order, "PAYER_ACTION_REQUIRED");
  const { id: order_id, purchase_units, payment_source } = order;
  const resource = { order_id, purchase_units, payment_source };
  merchant.emit("CHECKOUT.PAYMENT-APPROVAL.REVERSED", "checkout-order", resource);
}

export function captureOrder(merchant: Merchant, id: string): Order {
  const order = approved(merchant, id, "CAPTURE");
  if (merchant.fate.capture === "refused") {
    merchant.fate.capture = "COMPLETED";
    const message = "The instrument presented was declined by the processor or bank.";
    throw unprocessable("INSTRUMENT_DECLINED", message);
  }
  checkInvoice(merchant, order);
  move(merchant, order, "COMPLETED");
  const [unit] = order.purchase_units;
  addCapture(merchant, order, { amount: unit.amount, final: true });
  merchant.emit("CHECKOUT.ORDER.COMPLETED", "checkout-order", viewOf(order));
  return order;
}

export function authorizeOrder(merchant: Merchant, id: string): Order {
  const order = approved(merchant, id, "AUTHORIZE");
  checkInvoice(merchant, order);
  move(merchant, order, "COMPLETED");
  addAuthorization(merchant, order);
  return order;
}

function approved(merchant: Merchant, id: string, intent: Order["intent"]): Order {
  const order = found(merchant.orders, id);
  if (order.intent !== intent) {
    throw unprocessable("ACTION_DOES_NOT_MATCH_INTENT", `The order's intent is ${order.intent}.`);
  }
  if (order.status === "COMPLETED") {
    const done = intent === "CAPTURE" ? "ORDER_ALREADY_CAPTURED" : "ORDER_ALREADY_AUTHORIZED";
    throw unprocessable(done, "If 'intent=CAPTURE' only one capture per order is allowed.");
  }
  if (order.status !== "APPROVED") {
    throw unprocessable("ORDER_NOT_APPROVED", "Payer has not yet approved the Order for payment.");
  }
  return order;
}

/** One invoice is paid once: the merchant's setting "block accidental payments". */
function checkInvoice({ orders }: Merchant, order: Order): void {
  const { invoice_id: invoice } = order.purchase_units[0];
  if (invoice === undefined) return;
  const twin = [...orders.values()].find(
    (other) =>
      other !== order &&
      other.status === "COMPLETED" &&
      other.purchase_units[0].invoice_id === invoice,
  );
  if (twin) throw unprocessable("DUPLICATE_INVOICE_ID", "Duplicate Invoice ID detected.");
}

/**
 * The order as it is now. One that nobody approved is gone after six hours.
 * @throws PaypalFailure 404
 */
export function readOrder({ orders, world }: Merchant, id: string): Order {
  const order = found(orders, id);
  const age = world.now().getTime() - Date.parse(order.create_time);
  const open = order.status === "CREATED" || order.status === "PAYER_ACTION_REQUIRED";
  if (!open || age < 6 * 3600_000) return order;
  throw new PaypalFailure(404, "RESOURCE_NOT_FOUND", "The specified resource does not exist.", [
    { issue: "INVALID_RESOURCE_ID", description: "The order has expired." },
  ]);
}

import { z } from "zod";
import { ConnectorError } from "../connector-error.ts";
import type {
  CapturePayment,
  CompletePayment,
  CreatedPayment,
  CreatePayment,
  PaymentCall,
  PaymentConnector,
  PaymentRefs,
  PaymentSnapshot,
  RefundPayment,
} from "../contract.ts";
import { toPaypalAmount } from "./amount.ts";
import type { PaypalClient } from "./client.ts";
import { Capture, Order, parentOf, Refund } from "./resources.ts";
import { captureState, heldBy, isUntouched, orderSnapshot } from "./snapshot.ts";

/**
 * Payments by Orders v2 and Payments v2. The buyer only approves on PayPal's page; capturing is ours,
 * so a page needs no closing: what nobody captures takes no money.
 *
 * Whatever could be repeated after PayPal has forgotten its key (6 hours for orders, 45 days for
 * payments) first reads the order, and does nothing twice that it finds there.
 */
export function paypalPayments(client: PaypalClient): PaymentConnector {
  return {
    capabilities: {
      hosted: true,
      embedded: false,
      manualCapture: true,
      partialCapture: true,
      multiCapture: true,
      partialRefund: true,
      disputes: true,
    },
    toProviderAmount: toPaypalAmount,
    create: (input) => create(client, input),
    get: (input) => get(client, input),
    complete: (input) => complete(client, input),
    capture: (input) => capture(client, input),
    cancel: (input) => cancel(client, input),
    refund: (input) => refund(client, input),
  };
}

async function create(client: PaypalClient, input: CreatePayment): Promise<CreatedPayment> {
  const { currency, paymentId, orderNumber, idempotencyKey: requestId, deadlineMs } = input;
  const body = {
    intent: input.capture === "automatic" ? "CAPTURE" : "AUTHORIZE",
    purchase_units: [
      {
        custom_id: paymentId,
        // PayPal refuses a second payment of the same invoice: unique, and readable in its reports.
        invoice_id: `${orderNumber}-${paymentId}`,
        description: input.description.slice(0, 127),
        amount: { currency_code: currency, value: toPaypalAmount(input) },
      },
    ],
    payment_source: {
      paypal: {
        experience_context: {
          return_url: input.successUrl,
          cancel_url: input.cancelUrl,
          user_action: "PAY_NOW",
          shipping_preference: "NO_SHIPPING",
        },
      },
    },
  };
  const path = "/v2/checkout/orders";
  const answer = Order.pick({ id: true, links: true });
  const order = await client.call({ method: "POST", path, body, requestId, answer, deadlineMs });
  const link = order.links.find(({ rel }) => rel === "payer-action" || rel === "approve");
  return {
    ref: order.id,
    sessionRef: null,
    action: link ? { type: "redirect", url: link.href } : null,
  };
}

async function get(client: PaypalClient, input: PaymentRefs & { deadlineMs: number }) {
  const order = await findOrder(client, orderOf(input), input.deadlineMs);
  // PayPal deletes an order that nobody approved after some hours.
  if (!order) return over("expired", input);
  return orderSnapshot(order);
}

async function complete(client: PaypalClient, input: CompletePayment): Promise<PaymentSnapshot> {
  const { deadlineMs, idempotencyKey: requestId } = input;
  const id = orderOf(input);
  const order = await getOrder(client, id, deadlineMs);
  if (order.status !== "APPROVED" || !isUntouched(order)) return orderSnapshot(order);
  requireSameAmount(order, input);
  const verb = input.capture === "automatic" ? "capture" : "authorize";
  const path = `/v2/checkout/orders/${encodeURIComponent(id)}/${verb}`;
  const done = await client
    .call({ method: "POST", path, body: {}, requestId, answer: Order, deadlineMs })
    .catch(ifAlready(alreadyCompleted, () => getOrder(client, id, deadlineMs)))
    .catch((error: unknown) => declinedOrder(order, error));
  return "id" in done ? orderSnapshot(done) : done;
}

// The buyer may go back to PayPal's page and choose another card.
function declinedOrder(order: Order, error: unknown): PaymentSnapshot {
  if (!(error instanceof ConnectorError) || error.kind !== "declined") throw error;
  const failure = { code: (error.code ?? "declined").toLowerCase(), message: error.message };
  return { ...orderSnapshot(order), state: "created", failure };
}

async function capture(client: PaypalClient, input: CapturePayment): Promise<PaymentSnapshot> {
  const { deadlineMs, idempotencyKey: requestId, currency, final } = input;
  const id = orderOf(input);
  const value = toPaypalAmount(input);
  const order = await getOrder(client, id, deadlineMs);
  const held = heldBy(order);
  if (!held) return orderSnapshot(order);
  const path = `/v2/payments/authorizations/${encodeURIComponent(held.id)}/capture`;
  const body = { amount: { currency_code: currency, value }, final_capture: final };
  const call = { method: "POST", path, body, requestId, answer: Capture, deadlineMs } as const;
  const taken = await client.call(call);
  // A no like any other, though PayPal tells it as a capture: the hold stays as it was.
  if (captureState(taken.status) === "failed") {
    const code = taken.status_details?.reason ?? taken.status;
    throw new ConnectorError("paypal", "declined", `PayPal has declined the capture: ${code}.`, {
      code,
    });
  }
  return orderSnapshot(withPayments(order, ({ captures }) => ({ captures: put(captures, taken) })));
}

async function cancel(client: PaypalClient, input: PaymentCall): Promise<PaymentSnapshot> {
  const { deadlineMs, idempotencyKey: requestId } = input;
  const id = input.ref ?? input.sessionRef;
  const order = id === null ? null : await findOrder(client, id, deadlineMs);
  if (!order) return over("canceled", input);
  const held = heldBy(order);
  if (!held) {
    const snapshot = orderSnapshot(order);
    return isUntouched(order) ? { ...snapshot, state: "canceled" } : snapshot;
  }
  const path = `/v2/payments/authorizations/${encodeURIComponent(held.id)}/void`;
  const call = { method: "POST", path, requestId, answer: z.unknown(), deadlineMs } as const;
  const voided = await client.call(call).then(
    () =>
      withPayments(order, ({ authorizations }) => ({
        authorizations: put(authorizations, { ...held, status: "VOIDED" }),
      })),
    ifAlready(alreadyVoided, () => getOrder(client, order.id, deadlineMs)),
  );
  return orderSnapshot(voided);
}

async function refund(client: PaypalClient, input: RefundPayment): Promise<PaymentSnapshot> {
  const { deadlineMs, idempotencyKey: requestId, currency, refundId, reason } = input;
  const value = toPaypalAmount(input);
  const order = await getOrder(client, orderOf(input), deadlineMs);
  const { refunds } = order.purchase_units[0].payments;
  if (refunds.some(({ custom_id }) => custom_id === refundId)) return orderSnapshot(order);
  const from = input.captureRef ?? refundableCapture(order, input.amount);
  const path = `/v2/payments/captures/${encodeURIComponent(from)}/refund`;
  const body = {
    amount: { currency_code: currency, value },
    custom_id: refundId,
    ...(reason === "" ? {} : { note_to_payer: reason.slice(0, 255) }),
  };
  const call = { method: "POST", path, body, requestId, answer: Refund, deadlineMs } as const;
  const given = { ...(await client.call(call)), custom_id: refundId };
  return orderSnapshot(withPayments(order, ({ refunds }) => ({ refunds: put(refunds, given) })));
}

async function getOrder(client: PaypalClient, id: string, deadlineMs: number): Promise<Order> {
  const path = `/v2/checkout/orders/${encodeURIComponent(id)}`;
  return client.call({ method: "GET", path, answer: Order, deadlineMs });
}

async function findOrder(client: PaypalClient, id: string, deadlineMs: number) {
  return getOrder(client, id, deadlineMs).catch((error: unknown) => {
    if (error instanceof ConnectorError && unknownOrder.has(error.code ?? "")) return null;
    throw error;
  });
}

const unknownOrder = new Set(["RESOURCE_NOT_FOUND", "INVALID_RESOURCE_ID"]);

type Payments = Order["purchase_units"][0]["payments"];

/** The order as it is after the change that a call has just told of. */
function withPayments(order: Order, change: (payments: Payments) => Partial<Payments>): Order {
  const [unit] = order.purchase_units;
  const payments = { ...unit.payments, ...change(unit.payments) };
  return { ...order, purchase_units: [{ ...unit, payments }] };
}

function put<T extends { id: string }>(list: readonly T[], one: T): T[] {
  return [...list.filter(({ id }) => id !== one.id), one];
}

function orderOf({ ref, sessionRef }: PaymentRefs): string {
  const id = ref ?? sessionRef;
  if (id !== null) return id;
  throw new ConnectorError("paypal", "invalid_request", "PayPal does not know this payment yet.");
}

function over(state: "expired" | "canceled", { ref }: PaymentRefs): PaymentSnapshot {
  return { ref: ref ?? undefined, state, facts: [] };
}

// What PayPal would take must be what was asked for, whoever made the order.
function requireSameAmount(order: Order, { amount, currency }: CompletePayment): void {
  const asked = order.purchase_units[0].amount;
  if (asked?.amount === amount && asked.currency === currency) return;
  throw new ConnectorError("paypal", "invalid_request", "The order is about another amount.");
}

/** The capture with enough left, where our ledger knows none. */
function refundableCapture(order: Order, amount: number): string {
  const { captures, refunds } = order.purchase_units[0].payments;
  const found = captures.find((one) => {
    const given = refunds.filter(({ links }) => parentOf(links) === one.id);
    return one.amount.amount - given.reduce((sum, of) => sum + of.amount.amount, 0) >= amount;
  });
  if (found) return found.id;
  throw new ConnectorError("paypal", "invalid_request", "No capture has so much left to refund.");
}

/** PayPal refuses to do what is done: how it stands, the order itself tells. */
function ifAlready(codes: ReadonlySet<string>, read: () => Promise<Order>) {
  return (error: unknown): Promise<Order> => {
    if (error instanceof ConnectorError && codes.has(error.code ?? "")) return read();
    throw error;
  };
}

const alreadyCompleted = new Set([
  "ORDER_ALREADY_CAPTURED",
  "ORDER_ALREADY_AUTHORIZED",
  "ORDER_COMPLETED_OR_VOIDED",
]);

const alreadyVoided = new Set([
  "PREVIOUSLY_VOIDED",
  "PREVIOUSLY_CAPTURED",
  "AUTHORIZATION_ALREADY_CAPTURED",
  "AUTHORIZATION_VOIDED",
]);

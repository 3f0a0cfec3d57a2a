import type { Desk, Detail, PayAction, PayView, Row, Sum } from "../pages/desk.ts";
import { decimalsOf, unitsOf } from "./amounts.ts";
import { closeDispute, openDispute } from "./disputes.ts";
import type { paypalFake } from "./fake.ts";
import type { Merchant } from "./merchant.ts";
import type { Capture, Dispute, Order } from "./objects.ts";
import { approveOrder } from "./orders.ts";
import { finishCapture } from "./payments.ts";
import { paypalTotals } from "./totals.ts";

type Fake = ReturnType<typeof paypalFake>;

/**
 * PayPal's page for buyers, and the merchant's. Here the buyer only agrees: whether the money comes is
 * known when the shop captures.
 */
export function paypalDesk(merchant: Merchant, fake: Fake): Desk {
  /** Orders whose buyer is at his bank. */
  const asked = new Set<string>();

  function agree(order: Order): string | null {
    approveOrder(merchant, order);
    const url = merchant.pages.get(order.id)?.returnUrl;
    if (!url) return null;
    const next = new URL(url);
    next.searchParams.set("token", order.id);
    next.searchParams.set("PayerID", "FAKEBUYER");
    return next.href;
  }

  function act(order: Order, action: PayAction): string | null {
    if (action === "authenticate") asked.add(order.id);
    else asked.delete(order.id);
    if (action === "authenticate" || action === "fail") return null;
    if (action === "hold") merchant.fate.capture = "PENDING";
    if (action === "decline") merchant.fate.capture = "refused";
    return agree(order);
  }

  return {
    provider: "PayPal",
    pay(id) {
      const order = merchant.orders.get(id);
      return order && viewOf(merchant, order, asked.has(id));
    },
    act(id, action) {
      const order = merchant.orders.get(id);
      return order ? act(order, action) : null;
    },
    rows: () => [...merchant.orders.values()].reverse().map((order) => rowOf(merchant, order)),
    detail(id) {
      const order = merchant.orders.get(id);
      return order && detailOf(merchant, order);
    },
    manage: (id, action, units) => manage(merchant, fake, id, action, units),
  };
}

function viewOf({ pages }: Merchant, order: Order, asked: boolean): PayView {
  const [unit] = order.purchase_units;
  const open = order.status === "CREATED" || order.status === "PAYER_ACTION_REQUIRED";
  return {
    title: unit.description ?? unit.invoice_id ?? order.id,
    sum: sumOf(unitsOf(unit.amount), unit.amount.currency_code),
    state: open ? (asked ? "authenticating" : "open") : "gone",
    notice: null,
    cancelUrl: pages.get(order.id)?.cancelUrl ?? null,
  };
}

function rowOf(merchant: Merchant, order: Order): Row {
  const [unit] = order.purchase_units;
  const { currency_code: code } = unit.amount;
  const { captured, refunded } = paypalTotals(merchant, order.id);
  return {
    ...{ id: order.id, title: unit.invoice_id ?? unit.description ?? "", status: order.status },
    ...{ sum: sumOf(unitsOf(unit.amount), code), captured: sumOf(captured, code) },
    refunded: sumOf(refunded, code),
  };
}

function detailOf(merchant: Merchant, order: Order): Detail {
  const row = rowOf(merchant, order);
  const left = row.captured.units - row.refunded.units;
  const capture = captureOf(order);
  const dispute = disputeOf(merchant, capture);
  const { currency } = row.sum;
  return {
    ...row,
    actions: [
      ...(left > 0 ? [{ name: "refund", label: "Refund", amount: sumOf(left, currency) }] : []),
      ...(capture?.status === "PENDING"
        ? [
            { name: "settle", label: "The money arrives" },
            { name: "bounce", label: "The money does not arrive" },
          ]
        : []),
      ...(left > 0 && !dispute
        ? [
            { name: "inquiry", label: "The buyer asks" },
            { name: "chargeback", label: "The buyer disputes it" },
          ]
        : []),
      ...(dispute ? [{ name: "win", label: "Win the dispute" }] : []),
      ...(dispute ? [{ name: "lose", label: "Lose the dispute" }] : []),
    ],
    events: merchant.events
      .filter(({ resource }) => JSON.stringify(resource).includes(order.id))
      .map(({ event_type: type, create_time }) => ({ type, at: new Date(create_time) })),
  };
}

function captureOf({ purchase_units: [unit] }: Order): Capture | undefined {
  return unit.payments?.captures?.at(-1);
}

function disputeOf({ disputes }: Merchant, capture: Capture | undefined): Dispute | undefined {
  return [...disputes.values()].find(
    ({ status, disputed_transactions: [one] }) =>
      status !== "RESOLVED" && one?.seller_transaction_id === capture?.id,
  );
}

function manage(
  merchant: Merchant,
  fake: Fake,
  id: string,
  action: string,
  units: number | undefined,
): void {
  const order = merchant.orders.get(id);
  const capture = order && captureOf(order);
  if (!capture) return;
  const dispute = disputeOf(merchant, capture);
  if (action === "refund" && units !== undefined) fake.refund(capture.id, units);
  else if (action === "settle") finishCapture(merchant, capture, "COMPLETED");
  else if (action === "bounce") finishCapture(merchant, capture, "DECLINED");
  else if (action === "inquiry" || action === "chargeback") openDispute(merchant, capture, action);
  else if ((action === "win" || action === "lose") && dispute) {
    closeDispute(merchant, dispute, action === "win" ? "won" : "lost");
  }
}

function sumOf(units: number, currency: string): Sum {
  return { units, currency, decimals: decimalsOf(currency) ?? 2 };
}

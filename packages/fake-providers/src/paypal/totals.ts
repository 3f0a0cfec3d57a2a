import type { Totals } from "../totals.ts";
import { unitsOf } from "./amounts.ts";
import type { Merchant } from "./merchant.ts";
import type { Order } from "./objects.ts";
import { refundedOf } from "./refunds.ts";

/** The sums over the orders with this id, or that carry it as custom id or within the invoice's. */
export function paypalTotals(merchant: Merchant, reference: string): Totals {
  const totals: Totals = { payments: 0, authorized: 0, captured: 0, refunded: 0 };
  for (const order of merchant.orders.values()) {
    const { custom_id, invoice_id } = order.purchase_units[0];
    if (order.id !== reference && custom_id !== reference && !invoice_id?.includes(reference))
      continue;
    const captured = addCaptures(merchant, order, totals);
    if (captured > 0) totals.payments += 1;
    totals.authorized += heldOf(order);
  }
  return totals;
}

function addCaptures(merchant: Merchant, order: Order, totals: Totals): number {
  let sum = 0;
  for (const capture of order.purchase_units[0].payments?.captures ?? []) {
    if (!["COMPLETED", "PARTIALLY_REFUNDED", "REFUNDED"].includes(capture.status)) continue;
    sum += unitsOf(capture.amount);
    totals.refunded += refundedOf(merchant, capture);
  }
  totals.captured += sum;
  return sum;
}

function heldOf({ purchase_units: [{ payments }] }: Order): number {
  return (payments?.authorizations ?? [])
    .filter(({ status }) => status === "CREATED" || status === "PARTIALLY_CAPTURED")
    .reduce((sum, { amount }) => sum + unitsOf(amount), 0);
}

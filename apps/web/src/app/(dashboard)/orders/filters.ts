import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";

export const orderStatuses = ["pending", "confirmed", "completed", "canceled"] as const;

export const paymentStatuses = [
  "unpaid",
  "pending",
  "authorized",
  "partially_paid",
  "paid",
  "overpaid",
  "partially_refunded",
  "refunded",
  "voided",
] as const;

export const fulfillmentStatuses = [
  "unfulfilled",
  "partially_fulfilled",
  "fulfilled",
  "partially_returned",
  "returned",
] as const;

/** The order list's part of the URL. */
export const orderFilters = {
  q: parseAsString,
  status: parseAsStringLiteral(orderStatuses),
  paymentStatus: parseAsStringLiteral(paymentStatuses),
  fulfillmentStatus: parseAsStringLiteral(fulfillmentStatuses),
  customerId: parseAsString,
  cursor: parseAsString,
};

export const loadOrderFilters = createLoader(orderFilters);

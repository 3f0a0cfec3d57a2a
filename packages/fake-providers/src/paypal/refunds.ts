import { moneyOf, unitsOf } from "./amounts.ts";
import { unprocessable } from "./failure.ts";
import { found, type Merchant } from "./merchant.ts";
import type { Capture, Refund } from "./objects.ts";
import type { RefundRequest } from "./parameters.ts";
import { paymentsOf } from "./payments.ts";

/** developer.paypal.com/docs/api/payments/v2/#captures_refund */
export function refundCapture(merchant: Merchant, id: string, request: RefundRequest): Refund {
  const capture = found(merchant.captures, id);
  if (capture.status === "REFUNDED") {
    throw unprocessable("CAPTURE_FULLY_REFUNDED", "The capture has already been fully refunded.");
  }
  if (capture.status !== "COMPLETED" && capture.status !== "PARTIALLY_REFUNDED") {
    throw unprocessable(
      "REFUND_NOT_ALLOWED",
      `A capture that is ${capture.status} is not refunded.`,
    );
  }
  const code = capture.amount.currency_code;
  const left = unitsOf(capture.amount) - refundedOf(merchant, capture);
  const amount = request.amount ?? moneyOf(left, code);
  if (amount.currency_code !== code) {
    throw unprocessable("REFUND_CAPTURE_CURRENCY_MISMATCH", "Currency must be the capture's.");
  }
  if (unitsOf(amount) > left) {
    const description = "The refund amount must be less than or equal to what is left.";
    throw unprocessable("REFUND_AMOUNT_EXCEEDED", description);
  }
  const status = merchant.fate.refund;
  merchant.fate.refund = "COMPLETED";
  return addRefund(merchant, capture, { ...request, amount }, status);
}

export function addRefund(
  merchant: Merchant,
  capture: Capture,
  { amount, custom_id, invoice_id, note_to_payer }: RefundRequest & { amount: Refund["amount"] },
  status: Refund["status"],
  event = "PAYMENT.CAPTURE.REFUNDED",
): Refund {
  const id = merchant.id();
  const refund: Refund = {
    ...{ id, status, amount },
    ...(custom_id === undefined ? {} : { custom_id }),
    ...(invoice_id === undefined ? {} : { invoice_id }),
    ...(note_to_payer === undefined ? {} : { note_to_payer }),
    ...{ create_time: merchant.now(), update_time: merchant.now() },
    links: [
      merchant.link("GET", "self", `/v2/payments/refunds/${id}`),
      merchant.link("GET", "up", `/v2/payments/captures/${capture.id}`),
    ],
  };
  merchant.refunds.set(id, refund);
  const order = found(merchant.orders, capture.supplementary_data.related_ids.order_id);
  paymentsOf(order).refunds = [...(paymentsOf(order).refunds ?? []), refund];
  count(merchant, capture);
  merchant.emit(event, "refund", refund);
  return refund;
}

/** A pending refund ends. */
export function finishRefund(
  merchant: Merchant,
  refund: Refund,
  status: "COMPLETED" | "FAILED",
): void {
  if (refund.status !== "PENDING") return;
  Object.assign(refund, { status, update_time: merchant.now() });
  const capture = found(merchant.captures, captureIdOf(refund));
  count(merchant, capture);
  const name = status === "FAILED" ? "PAYMENT.REFUND.FAILED" : "PAYMENT.CAPTURE.REFUNDED";
  merchant.emit(name, "refund", refund);
}

function count(merchant: Merchant, capture: Capture): void {
  const sum = refundedOf(merchant, capture);
  const whole = sum === unitsOf(capture.amount);
  capture.status = sum === 0 ? "COMPLETED" : whole ? "REFUNDED" : "PARTIALLY_REFUNDED";
  capture.update_time = merchant.now();
}

/** In the smallest unit; what is pending counts too. */
export function refundedOf({ refunds }: Merchant, capture: Capture): number {
  return [...refunds.values()]
    .filter((one) => captureIdOf(one) === capture.id)
    .filter(({ status }) => status !== "FAILED" && status !== "CANCELLED")
    .reduce((sum, { amount }) => sum + unitsOf(amount), 0);
}

function captureIdOf({ links }: Refund): string {
  return (
    links
      .find(({ rel }) => rel === "up")
      ?.href.split("/")
      .at(-1) ?? ""
  );
}

import type { RecordedRequest } from "../exchange.ts";
import type { Totals } from "../totals.ts";
import { moneyOf } from "./amounts.ts";
import { closeDispute, escalateDispute, openDispute } from "./disputes.ts";
import { found, type Merchant } from "./merchant.ts";
import type { Capture } from "./objects.ts";
import { approveOrder, readOrder, reverseApproval } from "./orders.ts";
import { finishCapture } from "./payments.ts";
import { finishRefund, refundCapture } from "./refunds.ts";
import { paypalAuthority } from "./signature.ts";
import { paypalTotals } from "./totals.ts";

/** What a test sees and does on PayPal's side. An id is an order's, unless it is said otherwise. */
export function paypalFake(merchant: Merchant, requests: RecordedRequest[]) {
  const { orders, authorizations, captures, refunds, disputes, events, undelivered } = merchant;

  function captureOf(id: string): Capture {
    const [capture] = orders.get(id)?.purchase_units[0].payments?.captures ?? [];
    return capture ?? found(captures, id);
  }

  return {
    ...{ orders, authorizations, captures, refunds, disputes, events, undelivered },
    ...merchant.credentials,
    /** PEM: whom the shop must trust to believe these webhooks. */
    root: paypalAuthority().root,
    /** The calls that came, those too that a fault kept from being executed. */
    requests,
    /** Events from now on go there too, signed for this webhook id. */
    deliverTo(url: string, webhookId: string): void {
      merchant.endpoints.push({ url, webhookId });
    },
    /** Captured, refunded and so on, of the orders that carry this id of the shop. */
    totals: (reference: string): Totals => paypalTotals(merchant, reference),
    /** Every access token is worth nothing from now on. */
    withdrawTokens: () => merchant.tokens.clear(),

    /** The buyer agrees; capturing is the shop's. */
    approve: (id: string) => approveOrder(merchant, readOrder(merchant, id)),
    reverseApproval: (id: string) => reverseApproval(merchant, found(orders, id)),
    /** What becomes of the next capture; `refused` is a 422, `DECLINED` a capture that failed. */
    setNextCapture(fate: "COMPLETED" | "PENDING" | "DECLINED" | "refused"): void {
      merchant.fate.capture = fate;
    },
    /** After a pending one: the money has come, or not. */
    finishCapture: (id: string, status: "COMPLETED" | "DECLINED") =>
      finishCapture(merchant, captureOf(id), status),

    /** A refund made on PayPal's own pages, in the currency's smallest unit at PayPal. @returns its id */
    refund(id: string, units: number): string {
      const capture = captureOf(id);
      const amount = moneyOf(units, capture.amount.currency_code);
      return refundCapture(merchant, capture.id, { amount }).id;
    },
    setNextRefund(status: "COMPLETED" | "PENDING"): void {
      merchant.fate.refund = status;
    },
    finishRefund: (refundId: string, status: "COMPLETED" | "FAILED") =>
      finishRefund(merchant, found(refunds, refundId), status),

    /** @returns the dispute's id */
    dispute: (id: string, kind: "inquiry" | "chargeback") =>
      openDispute(merchant, captureOf(id), kind).dispute_id,
    escalateDispute: (id: string) => escalateDispute(merchant, found(disputes, id)),
    closeDispute: (id: string, outcome: "won" | "lost") =>
      closeDispute(merchant, found(disputes, id), outcome),
  };
}

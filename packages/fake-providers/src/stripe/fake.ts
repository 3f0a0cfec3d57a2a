import type { RecordedRequest } from "../exchange.ts";
import type { Totals } from "../totals.ts";
import { type Account, found } from "./account.ts";
import { closeDispute, escalateDispute, openDispute } from "./disputes.ts";
import { captureIntent } from "./intents.ts";
import type { Charge, Intent, Refund } from "./objects.ts";
import { finishAuthentication, type PayOutcome, pay } from "./payments.ts";
import { createRefund, finishRefund } from "./refunds.ts";
import { authenticateSession, paySession, settleDelayed } from "./sessions.ts";
import { stripeTotals } from "./totals.ts";

/** What a test sees and does on Stripe's side. An id is a session's or a payment intent's. */
export function stripeFake(account: Account, requests: RecordedRequest[]) {
  const { sessions, intents, charges, refunds, disputes, events } = account;

  function intentOf(id: string): Intent {
    return found(intents, "payment_intent", sessions.get(id)?.payment_intent ?? id);
  }

  function chargeOf(id: string): Charge {
    return found(charges, "charge", intentOf(id).latest_charge ?? "");
  }

  return {
    ...{ sessions, intents, charges, refunds, disputes, events },
    /** The calls that came, those too that a fault kept from being executed. */
    requests,
    /** Events from now on go there too, signed with this `whsec_…`. */
    deliverTo(url: string, secret: string): void {
      account.endpoints.push({ url, secret });
    },
    /** Captured, refunded and so on, of the payments that carry this id of the shop. */
    totals: (reference: string): Totals => stripeTotals(account, reference),

    /** The buyer tries to pay, as on the page. */
    pay(id: string, outcome: PayOutcome): void {
      const session = sessions.get(id);
      if (session) paySession(account, session, outcome);
      else pay(account, intentOf(id), outcome);
    },
    /** After `pay(id, "authenticate")`: he has proved who he is, or not. */
    authenticate(id: string, proved: boolean): void {
      const session = sessions.get(id);
      if (session) authenticateSession(account, session, proved);
      else finishAuthentication(account, intentOf(id), proved);
    },
    /** After `pay(id, "delay")`: the money has come, or not. */
    settleDelayed: (id: string, succeeds: boolean) =>
      settleDelayed(account, intentOf(id), succeeds),

    /** A refund made in Stripe's own dashboard. @returns its id */
    refund: (id: string, amount: number): string =>
      createRefund(account, { charge: chargeOf(id).id, amount }).id,
    /** How the refunds that are made next begin: `pending` waits for `finishRefund`. */
    setNextRefund(status: Refund["status"]): void {
      account.nextRefund = status;
    },
    finishRefund(id: string, status: "succeeded" | "failed"): void {
      finishRefund(account, found(refunds, "refund", id), status);
    },
    /** A capture made in Stripe's own dashboard. */
    capture(id: string, amount?: number): void {
      captureIntent(account, intentOf(id), { amount_to_capture: amount });
    },

    /** @returns the dispute's id */
    dispute: (id: string, kind: "inquiry" | "chargeback") =>
      openDispute(account, chargeOf(id), kind).id,
    escalateDispute: (id: string) => escalateDispute(account, found(disputes, "dispute", id)),
    closeDispute: (id: string, outcome: "won" | "lost") =>
      closeDispute(account, found(disputes, "dispute", id), outcome),
  };
}

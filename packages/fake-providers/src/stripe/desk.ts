import type { Desk, Detail, PayAction, PayView, Row, Sum } from "../pages/desk.ts";
import type { Account } from "./account.ts";
import { closeDispute, openDispute } from "./disputes.ts";
import type { stripeFake } from "./fake.ts";
import { captureIntent } from "./intents.ts";
import type { Dispute, Intent, Refund } from "./objects.ts";
import type { PayOutcome } from "./payments.ts";
import { finishRefund } from "./refunds.ts";
import { settleDelayed } from "./sessions.ts";

type Fake = ReturnType<typeof stripeFake>;

/** Stripe's page for buyers, and its dashboard. An id is a session's or a payment intent's. */
export function stripeDesk(account: Account, fake: Fake): Desk {
  return {
    provider: "Stripe",
    pay: (id) => viewOf(account, id),
    act(id, action) {
      if (action === "prove" || action === "fail") fake.authenticate(id, action === "prove");
      else fake.pay(id, outcomes[action]);
      return nextOf(account, id);
    },
    rows: () => [...account.intents.values()].reverse().map((intent) => rowOf(account, intent)),
    detail(id) {
      const intent = account.intents.get(id);
      return intent && detailOf(account, intent);
    },
    manage(id, action, units) {
      const intent = account.intents.get(id);
      if (intent) manage(account, fake, intent, action, units);
    },
  };
}

const outcomes: Record<Exclude<PayAction, "prove" | "fail">, PayOutcome> = {
  ...{ pay: "succeed", authenticate: "authenticate", hold: "delay", decline: "decline" },
};

function viewOf(account: Account, id: string): PayView | undefined {
  const session = account.sessions.get(id);
  const intent = account.intents.get(session?.payment_intent ?? id);
  if (!session && !intent) return undefined;
  const amount = session?.amount_total ?? intent?.amount ?? 0;
  const asked = intent?.status === "requires_action";
  const over = session ? session.status !== "open" : isOver(intent);
  return {
    title: account.plans.get(id)?.title ?? intent?.description ?? id,
    sum: sumOf(amount, session?.currency ?? intent?.currency ?? "eur"),
    state: over ? "gone" : asked ? "authenticating" : "open",
    notice: intent?.last_payment_error?.message ?? null,
    cancelUrl: session?.cancel_url ?? null,
  };
}

function isOver(intent: Intent | undefined): boolean {
  return ["succeeded", "requires_capture", "processing", "canceled"].includes(intent?.status ?? "");
}

function nextOf({ sessions }: Account, id: string): string | null {
  const session = sessions.get(id);
  if (session?.status !== "complete") return null;
  const url = session.success_url ?? session.return_url ?? null;
  return url?.replaceAll("{CHECKOUT_SESSION_ID}", id) ?? null;
}

function rowOf(account: Account, intent: Intent): Row {
  const charge = account.charges.get(intent.latest_charge ?? "");
  const released = charge?.captured ? charge.amount - charge.amount_captured : 0;
  const refunded = charge && charge.amount_captured > 0 ? charge.amount_refunded - released : 0;
  return {
    ...{ id: intent.id, title: intent.description ?? Object.values(intent.metadata).join(" ") },
    ...{ status: intent.status, sum: sumOf(intent.amount, intent.currency) },
    captured: sumOf(intent.amount_received, intent.currency),
    refunded: sumOf(refunded, intent.currency),
  };
}

function detailOf(account: Account, intent: Intent): Detail {
  const row = rowOf(account, intent);
  const left = row.captured.units - row.refunded.units;
  const dispute = openDisputeOf(account, intent);
  const refund = lastRefundOf(account, intent);
  const held = sumOf(intent.amount_capturable, intent.currency);
  return {
    ...row,
    actions: [
      ...(held.units > 0 ? [{ name: "capture", label: "Capture", amount: held }] : []),
      ...(left > 0
        ? [{ name: "refund", label: "Refund", amount: sumOf(left, intent.currency) }]
        : []),
      ...(refund ? [{ name: "fail-refund", label: "Let the last refund fail" }] : []),
      ...(intent.status === "processing"
        ? [
            { name: "settle", label: "The money arrives" },
            { name: "bounce", label: "The money does not arrive" },
          ]
        : []),
      ...(left > 0 && !dispute
        ? [
            { name: "inquiry", label: "The buyer's bank asks" },
            { name: "chargeback", label: "The buyer disputes it" },
          ]
        : []),
      ...(dispute ? [{ name: "win", label: "Win the dispute" }] : []),
      ...(dispute ? [{ name: "lose", label: "Lose the dispute" }] : []),
    ],
    events: account.events
      .filter(({ data }) => isAbout(data.object, intent.id))
      .map(({ type, created }) => ({ type, at: new Date(created * 1000) })),
  };
}

function isAbout(object: object, id: string): boolean {
  return Object.values(object).includes(id);
}

function openDisputeOf({ disputes }: Account, { id }: Intent): Dispute | undefined {
  return [...disputes.values()].find(
    (one) => one.payment_intent === id && !["won", "lost", "warning_closed"].includes(one.status),
  );
}

function lastRefundOf({ refunds }: Account, { id }: Intent): Refund | undefined {
  return [...refunds.values()].findLast(
    (one) => one.payment_intent === id && one.status !== "failed" && one.status !== "canceled",
  );
}

function manage(
  account: Account,
  fake: Fake,
  intent: Intent,
  action: string,
  units: number | undefined,
): void {
  const charge = account.charges.get(intent.latest_charge ?? "");
  const dispute = openDisputeOf(account, intent);
  const refund = lastRefundOf(account, intent);
  if (action === "capture") captureIntent(account, intent, { amount_to_capture: units });
  else if (action === "refund" && units !== undefined) fake.refund(intent.id, units);
  else if (action === "fail-refund" && refund) finishRefund(account, refund, "failed");
  else if (action === "settle" || action === "bounce")
    settleDelayed(account, intent, action === "settle");
  else if ((action === "inquiry" || action === "chargeback") && charge)
    openDispute(account, charge, action, charge.amount_captured - charge.amount_refunded);
  else if ((action === "win" || action === "lose") && dispute) {
    closeDispute(account, dispute, action === "win" ? "won" : "lost");
  }
}

function sumOf(units: number, currency: string): Sum {
  const decimals = withoutDecimals.has(currency) ? 0 : withThree.has(currency) ? 3 : 2;
  return { units, currency: currency.toUpperCase(), decimals };
}

const withoutDecimals = new Set(
  "bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf".split(" "),
);
const withThree = new Set(["bhd", "jod", "kwd", "omr", "tnd"]);

import type { z } from "zod";
import { type Account, found } from "./account.ts";
import { missing } from "./failure.ts";
import { cancelIntent, captureIntent, confirmIntent, createIntent } from "./intents.ts";
import { listEvents, listPage } from "./lists.ts";
import { stripeParameters as p } from "./parameters.ts";
import { createRefund } from "./refunds.ts";
import { createSession, expireSession } from "./sessions.ts";

type Params = { expand?: string[] | undefined };

/** One operation: what it takes, and what it does with it. `id` is empty where the path has none. */
export type Route = {
  method: "GET" | "POST";
  path: RegExp;
  params: z.ZodType<Params>;
  run(account: Account, id: string, params: Params): object;
};

function route<T extends z.ZodType<Params>>(
  call: `${"GET" | "POST"} ${string}`,
  params: T,
  run: (account: Account, id: string, params: z.output<T>) => object,
): Route {
  const [method, pattern = ""] = call.split(" ");
  return {
    method: method === "GET" ? "GET" : "POST",
    path: new RegExp(`^${pattern.replace("{id}", "([^/]+)")}$`),
    params,
    // Read by this very schema a moment before.
    run: (account, id, read) => run(account, id, read as z.output<T>),
  };
}

const session = (account: Account, id: string) => found(account.sessions, "checkout.session", id);
const intent = (account: Account, id: string) =>
  found(account.intents, "payment_intent", id, "intent");

/** Of one charge or payment intent, where the caller asks so. */
function about<T extends { charge: string; payment_intent: string }>(
  objects: Map<string, T>,
  params: { charge?: string | undefined; payment_intent?: string | undefined },
): T[] {
  return [...objects.values()].filter(
    (object) =>
      (params.charge === undefined || object.charge === params.charge) &&
      (params.payment_intent === undefined || object.payment_intent === params.payment_intent),
  );
}

const sessions = p["Checkout/Sessions"];

export const routes: readonly Route[] = [
  route("POST /v1/checkout/sessions", sessions.SessionCreateParams, (account, _id, params) =>
    createSession(account, params),
  ),
  route("GET /v1/checkout/sessions", sessions.SessionListParams, (account, _id, params) => {
    const matching = [...account.sessions.values()].filter(
      ({ payment_intent, status }) =>
        (params.payment_intent ?? payment_intent) === payment_intent &&
        (params.status ?? status) === status,
    );
    return listPage(matching, params, "/v1/checkout/sessions");
  }),
  route("GET /v1/checkout/sessions/{id}", sessions.SessionRetrieveParams, session),
  route("POST /v1/checkout/sessions/{id}/expire", sessions.SessionExpireParams, (account, id) =>
    expireSession(account, session(account, id)),
  ),

  route(
    "POST /v1/payment_intents",
    p.PaymentIntents.PaymentIntentCreateParams,
    (account, _id, params) => createIntent(account, params),
  ),
  route(
    "GET /v1/payment_intents",
    p.PaymentIntents.PaymentIntentListParams,
    (account, _id, params) => listPage(account.intents.values(), params, "/v1/payment_intents"),
  ),
  route("GET /v1/payment_intents/{id}", p.PaymentIntents.PaymentIntentRetrieveParams, intent),
  route(
    "POST /v1/payment_intents/{id}/confirm",
    p.PaymentIntents.PaymentIntentConfirmParams,
    (account, id, params) => confirmIntent(account, intent(account, id), params),
  ),
  route(
    "POST /v1/payment_intents/{id}/capture",
    p.PaymentIntents.PaymentIntentCaptureParams,
    (account, id, params) => captureIntent(account, intent(account, id), params),
  ),
  route(
    "POST /v1/payment_intents/{id}/cancel",
    p.PaymentIntents.PaymentIntentCancelParams,
    (account, id, params) =>
      cancelIntent(account, intent(account, id), params.cancellation_reason ?? null),
  ),

  route("GET /v1/charges", p.Charges.ChargeListParams, (account, _id, params) => {
    const wanted = params.payment_intent;
    const matching = [...account.charges.values()].filter(
      ({ payment_intent }) => wanted === undefined || wanted === payment_intent,
    );
    return listPage(matching, params, "/v1/charges");
  }),
  route("GET /v1/charges/{id}", p.Charges.ChargeRetrieveParams, (account, id) =>
    found(account.charges, "charge", id),
  ),

  route("POST /v1/refunds", p.Refunds.RefundCreateParams, (account, _id, params) =>
    createRefund(account, params),
  ),
  route("GET /v1/refunds", p.Refunds.RefundListParams, (account, _id, params) =>
    listPage(about(account.refunds, params), params, "/v1/refunds"),
  ),
  route("GET /v1/refunds/{id}", p.Refunds.RefundRetrieveParams, (account, id) =>
    found(account.refunds, "refund", id),
  ),

  route("GET /v1/disputes", p.Disputes.DisputeListParams, (account, _id, params) =>
    listPage(about(account.disputes, params), params, "/v1/disputes"),
  ),
  route("GET /v1/disputes/{id}", p.Disputes.DisputeRetrieveParams, (account, id) =>
    found(account.disputes, "dispute", id),
  ),

  route("GET /v1/events", p.Events.EventListParams, (account, _id, params) =>
    listEvents(account, params),
  ),
  route("GET /v1/events/{id}", p.Events.EventRetrieveParams, (account, id) => {
    const event = account.events.find((one) => one.id === id);
    if (!event) throw missing("event", id);
    return event;
  }),

  route("GET /v1/balance", p.Balance.BalanceRetrieveParams, () => ({
    ...{ object: "balance", livemode: false, pending: [] },
    available: [{ amount: 0, currency: "eur", source_types: { card: 0 } }],
  })),
];

import type { z } from "zod";
import { listEvents } from "./events.ts";
import { notFound } from "./failure.ts";
import { found, type Merchant } from "./merchant.ts";
import { authorizeOrder, captureOrder, createOrder, readOrder, viewOf } from "./orders.ts";
import {
  CaptureRequest,
  EmptyRequest,
  OrderRequest,
  ReauthorizeRequest,
  RefundRequest,
} from "./parameters.ts";
import {
  captureAuthorization,
  readAuthorization,
  reauthorize,
  voidAuthorization,
} from "./payments.ts";
import { refundCapture } from "./refunds.ts";

type Call<Body> = { id: string; body: Body; query: URLSearchParams };

/** One operation. `keepMs` is how long PayPal remembers its request id. */
export type Route = {
  method: "GET" | "POST";
  path: RegExp;
  body: z.ZodType | null;
  status: number;
  keepMs: number;
  run(merchant: Merchant, call: Call<unknown>): object;
};

const hourMs = 3600_000;

function post<T extends z.ZodType>(
  path: string,
  body: T,
  status: number,
  run: (merchant: Merchant, call: Call<z.output<T>>) => object,
): Route {
  // 6 hours on Orders, 45 days on Payments (developer.paypal.com/api/rest/reference/idempotency).
  const keepMs = path.startsWith("/v2/checkout/") ? 6 * hourMs : 45 * 24 * hourMs;
  return {
    ...{ method: "POST", path: patternOf(path), body, status, keepMs },
    // Read by this very schema a moment before.
    run: (merchant, call) => run(merchant, { ...call, body: call.body as z.output<T> }),
  };
}

function get(path: string, run: (merchant: Merchant, call: Call<unknown>) => object): Route {
  return { method: "GET", path: patternOf(path), body: null, status: 200, keepMs: 0, run };
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace("{id}", "([^/]+)")}$`);
}

const orders = "/v2/checkout/orders";
const authorizations = "/v2/payments/authorizations";
const captures = "/v2/payments/captures";
const events = "/v1/notifications/webhooks-events";

export const routes: readonly Route[] = [
  post(orders, OrderRequest, 201, (merchant, { body }) => viewOf(createOrder(merchant, body))),
  get(`${orders}/{id}`, (merchant, { id }) => viewOf(readOrder(merchant, id))),
  post(`${orders}/{id}/capture`, EmptyRequest, 201, (merchant, { id }) =>
    viewOf(captureOrder(merchant, id)),
  ),
  post(`${orders}/{id}/authorize`, EmptyRequest, 201, (merchant, { id }) =>
    viewOf(authorizeOrder(merchant, id)),
  ),

  get(`${authorizations}/{id}`, (merchant, { id }) => readAuthorization(merchant, id)),
  post(`${authorizations}/{id}/capture`, CaptureRequest, 201, (merchant, { id, body }) =>
    captureAuthorization(merchant, id, body),
  ),
  post(`${authorizations}/{id}/void`, EmptyRequest, 200, (merchant, { id }) =>
    voidAuthorization(merchant, id),
  ),
  post(`${authorizations}/{id}/reauthorize`, ReauthorizeRequest, 201, (merchant, { id, body }) =>
    reauthorize(merchant, id, body),
  ),

  get(`${captures}/{id}`, ({ captures: all }, { id }) => found(all, id)),
  post(`${captures}/{id}/refund`, RefundRequest, 201, (merchant, { id, body }) =>
    refundCapture(merchant, id, body),
  ),
  get("/v2/payments/refunds/{id}", ({ refunds }, { id }) => found(refunds, id)),

  get("/v1/notifications/webhooks/{id}", ({ endpoints }, { id }) => {
    const endpoint = endpoints.find(({ webhookId }) => webhookId === id);
    if (!endpoint) throw notFound(id);
    return { id, url: endpoint.url, event_types: [{ name: "*" }], links: [] };
  }),
  get(events, (merchant, { query }) => listEvents(merchant, query)),
  get(`${events}/{id}`, (merchant, { id }) => {
    const event = merchant.events.find((one) => one.id === id);
    if (!event) throw notFound(id);
    return event;
  }),
  get("/v1/customer/disputes/{id}", ({ disputes }, { id }) => found(disputes, id)),
];

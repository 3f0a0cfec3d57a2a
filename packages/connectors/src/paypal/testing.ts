import type { KeyObject } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import { paypalAuthority, signPaypalDelivery } from "@crossdock/fake-providers";
import type { InboundHeaders } from "../contract.ts";

type RecordedCall = { call: string; headers: IncomingHttpHeaders; body: unknown };

type Answer =
  | { status?: number; body?: unknown; text?: string; headers?: Record<string, string> }
  | "cut"
  | "silence";

/**
 * Something at PayPal's address that says what a test has written down, for what no stateful fake says
 * on demand. `answers` has a list for each `METHOD /path`; its last entry stays.
 */
export async function startPaypalScript() {
  const calls: RecordedCall[] = [];
  const answers = new Map<string, Answer[]>();

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    const call = `${request.method} ${request.url}`;
    const isJson = request.headers["content-type"] === "application/json" && text !== "";
    const body: unknown = isJson ? JSON.parse(text) : text;
    calls.push({ call, headers: request.headers, body });
    const answer = next(answers.get(call)) ?? standing(call);
    if (answer === "cut") request.socket.destroy();
    if (answer === "cut" || answer === "silence") return;
    response.writeHead(answer.status ?? 200, answer.headers);
    response.end(answer.text ?? (answer.body === undefined ? "" : JSON.stringify(answer.body)));
  });

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    calls,
    answers,
    /** The calls but those for tokens. */
    sent: () => calls.filter(({ call }) => !call.endsWith("/token")).map(({ call }) => call),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export type PaypalScript = Awaited<ReturnType<typeof startPaypalScript>>;

function next(list: Answer[] | undefined): Answer | undefined {
  return list && list.length > 1 ? list.shift() : list?.[0];
}

function standing(call: string): Exclude<Answer, string> {
  if (call === "POST /v1/oauth2/token") return { body: { access_token: "A21", expires_in: 32400 } };
  if (call === "GET /v1/notifications/certs/CERT-1") return { text: paypalAuthority().chain };
  const debug_id = "d1";
  return { status: 404, body: { name: "RESOURCE_NOT_FOUND", message: "Not there.", debug_id } };
}

/** An order of €19.99 as PayPal answers it. */
export function paypalOrder(
  status: string,
  payments: Record<string, unknown[]> = {},
  more: Record<string, unknown> = {},
) {
  const amount = { currency_code: "EUR", value: "19.99" };
  return {
    ...{ id: "5O1", status, intent: "CAPTURE", payment_source: { paypal: {} } },
    purchase_units: [{ reference_id: "default", custom_id: "pay_1", amount, payments }],
    links: [],
    ...more,
  };
}

/** An authorisation, a capture or a refund. */
export function paypalMoney(
  id: string,
  status: string,
  value = "19.99",
  more: Record<string, unknown> = {},
) {
  const create_time = "2026-11-01T12:00:00Z";
  return { id, status, amount: { currency_code: "EUR", value }, create_time, ...more };
}

/** The webhook id of the deliveries that `signed` makes. */
export const webhookId = "8PT597110X687430LKGECATA";

export type SignedOptions = {
  at?: Date;
  certUrl?: string;
  body?: Buffer;
  webhookId?: string;
  privateKey?: KeyObject;
};

/** A delivery as PayPal makes it: of a capture of €19.99 for `pay_1`, unless a body is given. */
export function signed(options: SignedOptions): { headers: InboundHeaders; body: Buffer } {
  const body = options.body ?? Buffer.from(JSON.stringify(captureCompleted));
  const headers = signPaypalDelivery({
    body,
    webhookId: options.webhookId ?? webhookId,
    transmissionId: "69cd13f0-d67a-11e5-baa3-778b53f4ae55",
    certUrl: options.certUrl ?? "https://api.sandbox.paypal.com/v1/notifications/certs/CERT-1",
    at: options.at ?? new Date(),
    privateKey: options.privateKey ?? paypalAuthority().signer.privateKey,
  });
  return { headers, body };
}

const captureCompleted = {
  id: "WH-1",
  event_version: "1.0",
  create_time: "2026-11-01T11:59:00Z",
  resource_type: "capture",
  event_type: "PAYMENT.CAPTURE.COMPLETED",
  resource: {
    id: "C1",
    status: "COMPLETED",
    amount: { currency_code: "EUR", value: "19.99" },
    custom_id: "pay_1",
    create_time: "2026-11-01T11:59:00Z",
    supplementary_data: { related_ids: { order_id: "5O1" } },
  },
};

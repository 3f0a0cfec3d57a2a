import type { HttpClient, HttpResponse } from "@crossdock/http";
import { z } from "zod";
import { toConnectorError, toUnanswered } from "./error.ts";
import { type PaypalCredentials, paypalTokens } from "./token.ts";

type PaypalCall<T> = {
  method: "GET" | "POST";
  /** With the query, under the base address. */
  path: string;
  body?: unknown;
  /**
   * `PayPal-Request-Id`, at most 108 characters: what makes a second call the same one. Orders remember
   * it for 6 hours, Payments for 45 days.
   */
  requestId?: string;
  /** What is looked for, where that is no success. */
  status?: number;
  /** What the answer looks like; an empty one is null. */
  answer: z.ZodType<T>;
  /** The whole call, token and repetitions included, in milliseconds. */
  deadlineMs: number;
};

export type PaypalClient = {
  /** @throws ConnectorError */
  call<T>(call: PaypalCall<T>): Promise<T>;
};

/** Calls PayPal's REST API. What has a key, and what only reads, is repeated where it failed in passing. */
export function paypalClient(http: HttpClient, credentials: PaypalCredentials): PaypalClient {
  const tokens = paypalTokens(http, credentials);

  async function send(call: PaypalCall<unknown>, end: number, again = true) {
    const token = await tokens.get(left(end));
    const changes = call.method === "POST";
    const response = await http
      .request({
        method: call.method,
        url: new URL(call.path, credentials.apiBase).href,
        headers: headersOf(call, token),
        body: call.body === undefined ? undefined : JSON.stringify(call.body),
        deadlineMs: left(end),
        maxBytes: 1024 * 1024,
        idempotent: !changes || call.requestId !== undefined,
      })
      .catch((error: unknown) => {
        throw toUnanswered(error, changes);
      });
    // The token was withdrawn: nothing has happened.
    if (response.status === 401 && again) {
      tokens.drop(token);
      return send(call, end, false);
    }
    const { status } = response;
    if (call.status === undefined ? status >= 300 : status !== call.status)
      throw toConnectorError(response, changes);
    return response;
  }

  return {
    async call(call) {
      const response = await send(call, performance.now() + call.deadlineMs);
      return readAnswer(http, call, response);
    },
  };
}

function headersOf(call: PaypalCall<unknown>, token: string): Record<string, string> {
  return {
    authorization: `Bearer ${token}`,
    accept: "application/json",
    ...(call.method === "POST"
      ? { "content-type": "application/json", prefer: "return=representation" }
      : {}),
    ...(call.requestId === undefined ? {} : { "paypal-request-id": call.requestId }),
  };
}

function left(end: number): number {
  return Math.max(1, Math.ceil(end - performance.now()));
}

function readAnswer<T>(
  http: HttpClient,
  { answer, method }: PaypalCall<T>,
  response: HttpResponse,
): T {
  try {
    return response.status === 204 ? z.parse(answer, null) : http.read(response, answer);
  } catch (error) {
    // It may have acted all the same.
    throw toUnanswered(error, method === "POST");
  }
}

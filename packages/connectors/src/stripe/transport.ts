import { type HttpClient, HttpError } from "@crossdock/http";
import Stripe from "stripe";

/**
 * Carries the SDK's requests over our one HTTP client. Made for a single call: what its retries
 * may still take is what is left of the deadline.
 */
export function stripeTransport(http: HttpClient, deadlineMs: number): Stripe.HttpClient {
  const end = performance.now() + deadlineMs;
  return {
    getClientName: () => "crossdock",
    async makeRequest(host, port, path, method, headers, body, protocol) {
      const left = Math.ceil(end - performance.now());
      if (left <= 0) throw Stripe.HttpClient.makeTimeoutError();
      const {
        status,
        headers: answered,
        body: bytes,
      } = await http
        .request({
          method: method === "GET" || method === "DELETE" ? method : "POST",
          url: `${protocol}://${host}:${port}${path}`,
          headers: textHeaders(headers),
          body: body === "" ? undefined : body,
          deadlineMs: left,
          maxBytes,
        })
        .catch((error) => {
          throw isTimeout(error) ? Stripe.HttpClient.makeTimeoutError() : error;
        });
      return new BufferedResponse(status, definedHeaders(answered), bytes);
    },
  };
}

const maxBytes = 256 * 1024;

class BufferedResponse extends Stripe.HttpClientResponse {
  readonly #body: Buffer;

  constructor(status: number, headers: Record<string, string | string[]>, body: Buffer) {
    super(status, headers);
    this.#body = body;
  }

  override getRawResponse(): object {
    return this;
  }

  override async toJSON(): Promise<unknown> {
    return this._parseResponseBody(this.#body.toString());
  }
}

function isTimeout(error: unknown): boolean {
  return error instanceof HttpError && error.kind === "timeout";
}

function textHeaders(headers: Record<string, string | number | string[]>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

function definedHeaders(
  headers: Record<string, string | string[] | undefined>,
): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
}

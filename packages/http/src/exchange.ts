import { type Agent, type Dispatcher, errors } from "undici";
import { HttpError } from "./error.ts";

export type HttpRequest = {
  method: Dispatcher.HttpMethod;
  url: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** The whole call, from the name's lookup to the last byte, repetitions too, in milliseconds. */
  deadlineMs: number;
  /** The longest body that is taken. */
  maxBytes: number;
  /**
   * The other side does the same thing once, however often it hears this: then it is repeated where it
   * failed in passing. Never for what has an effect and no idempotency key.
   */
  idempotent?: boolean;
  /** The path is a credential itself, as a chat's webhook address is: it stays out of the log. */
  secretPath?: boolean;
};

/** `headers` have lower-case names; `body` is the bytes as they came. */
export type HttpResponse = {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
};

/**
 * One request and its whole answer.
 * @throws HttpError
 */
export async function exchange(
  agent: Agent,
  url: URL,
  { method, headers, body, maxBytes }: HttpRequest,
  leftMs: number,
): Promise<HttpResponse> {
  try {
    const response = await agent.request({
      ...{ origin: url.origin, path: url.pathname + url.search, method, headers, body },
      signal: AbortSignal.timeout(Math.max(1, Math.ceil(leftMs))),
    });
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of response.body) {
      length += chunk.length;
      // Leaving the loop destroys the stream, and with it the connection.
      if (length > maxBytes) throw new HttpError("too_large");
      chunks.push(chunk);
    }
    return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) };
  } catch (cause) {
    throw toHttpError(cause);
  }
}

function toHttpError(cause: unknown): HttpError {
  if (cause instanceof HttpError) return cause;
  const isTimeout =
    cause instanceof errors.ConnectTimeoutError ||
    (cause instanceof DOMException && cause.name === "TimeoutError");
  return new HttpError(isTimeout ? "timeout" : "connection", cause);
}

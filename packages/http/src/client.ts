import { Agent, type Dispatcher, errors } from "undici";
import { isLoopbackHost } from "./address.ts";
import { HttpError, type HttpErrorKind } from "./error.ts";
import { guardedConnector, type Resolve } from "./guard.ts";

export type HttpClientOptions = {
  /**
   * Lets URLs that spell out this machine (`localhost`, 127.0.0.0/8, ::1) through, over http too.
   * For an address that the operator configured, never for one that a caller sent.
   */
  allowLoopback: boolean;
  /** Told of every call after its end, failed ones too; a URL refused as it is written is none. */
  onCall?: (call: OutboundCall) => void;
  now: () => Date;
  /** Name resolution, for tests; the operating system's by default. */
  resolve?: Resolve;
};

export type HttpRequest = {
  method: Dispatcher.HttpMethod;
  url: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** The whole call, from the name's lookup to the last byte, in milliseconds. */
  deadlineMs: number;
  /** The longest body that is taken. */
  maxBytes: number;
};

/** `headers` have lower-case names; `body` is the bytes as they came. */
export type HttpResponse = {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
};

/** What a log may know of a call: `path` is without the query, which may hold secrets. */
export type OutboundCall = {
  method: string;
  host: string;
  path: string;
  durationMs: number;
  status?: number;
  error?: HttpErrorKind;
};

export type HttpClient = {
  /**
   * One call; any status is an answer, and redirects are not followed.
   * @throws HttpError
   */
  request(request: HttpRequest): Promise<HttpResponse>;
  /** Ends the kept-alive connections. */
  close(): Promise<void>;
};

/**
 * The client for every call that leaves the product: to public addresses over https only, with a
 * deadline and a longest answer, and past no proxy that the environment may name.
 */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const { allowLoopback, onCall, now, resolve } = options;
  const agent = new Agent({ connect: guardedConnector(allowLoopback, resolve) });

  return {
    async request(request) {
      const url = checkedUrl(request.url, allowLoopback);
      const call = { method: request.method, host: url.host, path: url.pathname };
      const start = now().getTime();
      try {
        const response = await exchange(agent, url, request);
        onCall?.({ ...call, durationMs: now().getTime() - start, status: response.status });
        return response;
      } catch (cause) {
        const error = toHttpError(cause);
        onCall?.({ ...call, durationMs: now().getTime() - start, error: error.kind });
        throw error;
      }
    },
    close: () => agent.close(),
  };
}

function checkedUrl(text: string, allowLoopback: boolean): URL {
  const url = URL.parse(text);
  if (!url) throw new HttpError("refused", new Error("not a URL"));
  const plain = url.protocol === "http:" && allowLoopback && isLoopbackHost(url.hostname);
  if (url.protocol !== "https:" && !plain) {
    throw new HttpError("refused", new Error(`${url.protocol} is not https:`));
  }
  if (url.username || url.password) throw new HttpError("refused", new Error("userinfo in a URL"));
  return url;
}

async function exchange(agent: Agent, url: URL, request: HttpRequest): Promise<HttpResponse> {
  const response = await agent.request({
    origin: url.origin,
    path: url.pathname + url.search,
    method: request.method,
    headers: request.headers,
    body: request.body,
    signal: AbortSignal.timeout(request.deadlineMs),
  });
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response.body) {
    length += chunk.length;
    // Leaving the loop destroys the stream, and with it the connection.
    if (length > request.maxBytes) throw new HttpError("too_large");
    chunks.push(chunk);
  }
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) };
}

function toHttpError(cause: unknown): HttpError {
  if (cause instanceof HttpError) return cause;
  const isTimeout =
    cause instanceof errors.ConnectTimeoutError ||
    (cause instanceof DOMException && cause.name === "TimeoutError");
  return new HttpError(isTimeout ? "timeout" : "connection", cause);
}

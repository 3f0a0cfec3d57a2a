import { randomBytes } from "node:crypto";
import { traceparentOf } from "@crossdock/core";
import { Agent } from "undici";
import type { z } from "zod";
import { isLoopbackHost } from "./address.ts";
import type { CallOutcome } from "./breaker.ts";
import { HttpError, type HttpErrorKind } from "./error.ts";
import { exchange, type HttpRequest, type HttpResponse } from "./exchange.ts";
import { guardedConnector, type Resolve } from "./guard.ts";
import { createHosts, type Host, type Hosts } from "./hosts.ts";
import { readJson } from "./json.ts";
import { endingCertificate, noticesIn, type ProviderNotice } from "./notices.ts";
import { currentCause } from "./request-id.ts";
import { attemptsMax, isPassing, retryAfterMs, retryDelayMs } from "./retry.ts";
import { realTime, type Time } from "./time.ts";

export type HttpClientOptions = {
  /**
   * Lets URLs that spell out this machine (`localhost`, 127.0.0.0/8, ::1) through, over http too.
   * For an address that the operator configured, never for one that a caller sent.
   */
  allowLoopback: boolean;
  /**
   * Told of every attempt after its end, failed ones too; a URL refused as it is written is none.
   * It is on the way of the call: it must be quick and never throw.
   */
  onCall?: (call: OutboundCall) => void;
  /** Told of what a provider announces, and of answers that are not as they were known. */
  onNotice?: (notice: ProviderNotice) => void;
  now: () => Date;
  /** How many calls a host has at once; 64 by default. */
  callsAtOnce?: number;
  /** For tests. */
  time?: Time;
  /** From 0 up to 1, for tests. */
  random?: () => number;
  /** Name resolution, for tests; the operating system's by default. */
  resolve?: Resolve;
};

/** What a log may know of a call: `path` is without the query, which may hold secrets. */
export type OutboundCall = {
  /** Whose call it is; null of the product itself. */
  connector: string | null;
  method: string;
  host: string;
  path: string;
  /** 1, and more where it was repeated. */
  attempt: number;
  at: Date;
  durationMs: number;
  status?: number;
  error?: HttpErrorKind;
  /** What the other side calls this request. */
  providerRequestId: string | null;
  /** The request or job of ours that it was made for, and the trace of that. */
  requestId: string | null;
  traceId: string | null;
  /** The span that it was given in its `traceparent`; null where it was sent none. */
  spanId: string | null;
};

export type HttpClient = {
  /**
   * One call; any status is an answer, and redirects are not followed.
   * @throws HttpError
   */
  request(request: HttpRequest): Promise<HttpResponse>;
  /**
   * An answer's JSON by its schema; where it is not of this shape the connector's health tells so.
   * @throws HttpError `unknown_shape`
   */
  read<T>(response: HttpResponse, schema: z.ZodType<T>): T;
  /** The same client, with its calls under a connector's name. */
  as(connector: string): HttpClient;
  /**
   * The same client, which sends nothing for as long as this says so.
   * Its calls then throw HttpError `paused`, and so does `admit`, for what leaves by another way.
   */
  pausable(paused: () => boolean): HttpClient;
  /** @throws HttpError `paused` */
  admit(): void;
  /** How many hosts were called, by whether they are left alone now. */
  breakers(): { closed: number; open: number };
  /** Ends the kept-alive connections. */
  close(): Promise<void>;
};

/**
 * The client for every call that leaves the product: to public addresses over https only, with a
 * deadline and a longest answer, and past no proxy that the environment may name. It repeats what may
 * be repeated, leaves a host alone that fails, and never asks one for too much at once.
 */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const { allowLoopback, resolve, callsAtOnce = 64, time = realTime } = options;
  const hosts = createHosts(callsAtOnce, time);
  const connect = guardedConnector(allowLoopback, resolve, (host, endsAt) => {
    hosts.of(host).certificateEndsAt = endsAt;
  });
  const agent = new Agent({ connect });
  return clientFor(null, { ...options, agent, hosts, time, targets: new WeakMap() });
}

type Shared = HttpClientOptions & {
  paused?: () => boolean;
  agent: Agent;
  hosts: Hosts;
  time: Time;
  /** What was asked for with each answer that somebody still holds. */
  targets: WeakMap<HttpResponse, Target>;
};

/** Method, host and path of a call, as a log may have them. */
type Target = Pick<OutboundCall, "method" | "host" | "path">;

function clientFor(connector: string | null, shared: Shared): HttpClient {
  const {
    agent,
    allowLoopback,
    onNotice,
    hosts,
    time,
    now,
    random = Math.random,
    targets,
  } = shared;
  return {
    admit,
    async request(request) {
      admit();
      const url = checkedUrl(request.url, allowLoopback);
      const path = request.secretPath ? "/…" : url.pathname;
      const target = { method: request.method, host: url.host, path };
      const host = hosts.of(url.host);
      const deadline = time.now() + request.deadlineMs;
      host.retries.earn();
      for (let attempt = 1; ; attempt += 1) {
        const spanId = connector === null ? null : randomBytes(8).toString("hex");
        const send = () => exchange(agent, url, traced(request, spanId), deadline - time.now());
        const outcome = await attemptOnce(
          host,
          deadline,
          send,
          told(host, target, attempt, spanId),
        );
        const again = request.idempotent && attempt < attemptsMax && isPassing(summary(outcome));
        const asked = retryAfterMs(outcome.response?.headers["retry-after"], now());
        const pause = retryDelayMs(attempt, random, asked);
        if (again && time.now() + pause < deadline && host.retries.spend()) {
          await time.sleep(pause);
          continue;
        }
        if (!outcome.response) throw outcome.error;
        targets.set(outcome.response, target);
        return outcome.response;
      }
    },
    read(response, schema) {
      try {
        return readJson(response, schema);
      } catch (error) {
        const target = targets.get(response);
        const detail = String((error as HttpError).cause).replace(/^Error: /, "");
        if (target) onNotice?.({ kind: "unknown_shape", connector, ...target, detail });
        throw error;
      }
    },
    as: (name) => clientFor(name, shared),
    pausable: (paused) => clientFor(connector, { ...shared, paused }),
    breakers: hosts.breakers,
    close: () => agent.close(),
  };

  /**
   * A call goes on with the trace of what it is made for (W3C Trace Context), with a span of its own. Only
   * those of connectors, whose addresses an operator chose: to others it would tell which of our requests
   * belong together, and to one partner the trace that another one began.
   */
  function traced(request: HttpRequest, spanId: string | null): HttpRequest {
    const cause = currentCause();
    if (spanId === null || cause === null) return request;
    const traceparent = traceparentOf(cause.traceId, spanId);
    return { ...request, headers: { traceparent, ...request.headers } };
  }

  function admit(): void {
    if (shared.paused?.()) throw new HttpError("paused");
  }

  function told(host: Host, target: Target, attempt: number, spanId: string | null) {
    const at = now();
    const start = time.now();
    return (outcome: Outcome) => {
      const durationMs = Math.round(time.now() - start);
      const { requestId = null, traceId = null } = currentCause() ?? {};
      const ids = {
        providerRequestId: requestIdIn(outcome.response),
        requestId,
        traceId,
        spanId: traceId && spanId,
      };
      shared.onCall?.({
        ...{ connector, ...target, attempt, at, durationMs, ...summary(outcome), ...ids },
      });
      if (!outcome.response) return;
      const notices = noticesIn(outcome.response.headers);
      notices.push(...endingCertificate(host.certificateEndsAt, now()));
      for (const notice of notices) onNotice?.({ connector, ...target, ...notice });
    };
  }
}

type Outcome =
  | { response: HttpResponse; error?: undefined }
  | { error: HttpError; response?: undefined };

async function attemptOnce(
  { breaker, slots }: Host,
  deadline: number,
  send: () => Promise<HttpResponse>,
  tell: (outcome: Outcome) => void,
): Promise<Outcome> {
  const outcome = await guarded().catch((error: HttpError): Outcome => ({ error }));
  tell(outcome);
  return outcome;

  async function guarded(): Promise<Outcome> {
    const leave = await slots.enter(deadline);
    try {
      const report = breaker.admit();
      const outcome = await send().then(
        (response): Outcome => ({ response }),
        (error: HttpError): Outcome => ({ error }),
      );
      report(healthOf(outcome));
      return outcome;
    } finally {
      leave();
    }
  }
}

// What our own rules refused, and an answer that is too long for this caller, say nothing of the host.
function healthOf({ response, error }: Outcome): CallOutcome {
  if (response) return response.status >= 500 ? "failed" : "answered";
  return error.kind === "timeout" || error.kind === "connection" ? "failed" : "unknown";
}

function summary({ response, error }: Outcome): { status?: number; error?: HttpErrorKind } {
  return response ? { status: response.status } : { error: error.kind };
}

function requestIdIn(response: HttpResponse | undefined): string | null {
  const found = requestIdHeaders.map((name) => response?.headers[name]).find(Boolean);
  return typeof found === "string" ? found.slice(0, 100) : null;
}

// Stripe, PayPal, GitHub, AWS, Slack, Facebook and Shopify in the order of the list, and all others.
const requestIdHeaders = [
  ...["request-id", "paypal-debug-id", "x-github-request-id", "x-amz-request-id"],
  ...["x-slack-req-id", "x-fb-trace-id", "x-request-id"],
];

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

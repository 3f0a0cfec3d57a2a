import type { Clock } from "@crossdock/core";
import { createOperatorHttp, currentCause } from "@crossdock/http";
import type { MetricValues } from "../metrics.ts";
import type { RequestRecord } from "../record.ts";
import { batchOfRecords, type Sink } from "../sink.ts";
import { attributesOf, nanos } from "./attributes.ts";
import { otlpMetrics } from "./metrics.ts";
import { createPost, headersIn } from "./post.ts";
import { kinds, newSpanId, type Span, spanIdOf, spansOf, statusError } from "./spans.ts";

/** Sends traces and metrics to a collector of OpenTelemetry. Nothing that is slow or dead there is felt here. */
export type Otlp = {
  /** Takes the records of requests and of calls of third parties. */
  sink: Sink;
  /** Begins a statement; call back when it has ended. Its values are never told, only its text. */
  onQuery(text: string): (error?: unknown) => void;
  /** A job that has ended. */
  onJob(job: EndedJob): void;
  /** Sends these each minute, and once more when it is told to stop. */
  watch(read: () => Promise<MetricValues[]>): () => Promise<void>;
  /** Spans of statements and jobs that found no room. */
  dropped(): number;
  close(): Promise<void>;
};

export type EndedJob = {
  name: string;
  requestId: string;
  traceId: string;
  at: Date;
  failed: boolean;
};

export type OtlpOptions = {
  endpoint: string;
  service: string;
  /** As `OTEL_EXPORTER_OTLP_HEADERS` has them. */
  headers: string;
  /** The share of traces that is sent, 0 to 1. */
  ratio: number;
  /** Of our own address. */
  scheme: string;
  clock: Clock;
  onError: (error: Error) => void;
};

export function createOtlp(options: OtlpOptions): Otlp {
  const { clock, ratio, scheme, onError } = options;
  const http = createOperatorHttp();
  const post = createPost(http, options.endpoint, headersIn(options.headers));
  const resource = { attributes: attributesOf({ "service.name": options.service }) };
  const scope = { name: "crossdock" };
  const began = clock.now();
  let waiting: Span[] = [];
  let dropped = 0;
  const timer = setInterval(sendSpans, spansEveryMs).unref();

  const isSampled = (traceId: string) => ratio >= 1 || shareOf(traceId) < ratio;

  async function send(spans: readonly Span[]): Promise<void> {
    for (let start = 0; start < spans.length; start += spansAtOnce) {
      const scopeSpans = [{ scope, spans: spans.slice(start, start + spansAtOnce) }];
      await post("traces", { resourceSpans: [{ resource, scopeSpans }] });
    }
  }

  function sendRecords(records: readonly RequestRecord[]): Promise<void> {
    const sampled = records.filter(({ traceId }) => isSampled(traceId));
    return send(spansOf(sampled, scheme));
  }

  async function sendSpans(): Promise<void> {
    const spans = waiting;
    waiting = [];
    // They are of use to who looks now: none is kept for a collector that is away.
    await send(spans).catch((error: Error) => {
      dropped += spans.length;
      onError(error);
    });
  }

  async function sendMetrics(read: () => Promise<MetricValues[]>): Promise<void> {
    const metrics = otlpMetrics(await read(), began, clock.now());
    const scopeMetrics = [{ scope, metrics }];
    await post("metrics", { resourceMetrics: [{ resource, scopeMetrics }] }).catch(onError);
  }

  function keep(span: Span): void {
    if (waiting.length < waitingMax) waiting.push(span);
    else dropped += 1;
  }

  return {
    sink: {
      name: "otlp",
      batch: () => batchOfRecords(sendRecords),
      close: async () => {},
    },
    onQuery(text) {
      const cause = currentCause();
      if (!cause || !isSampled(cause.traceId)) return nothing;
      const [at, start] = [clock.now().getTime(), performance.now()];
      return (error) => keep(querySpan(text, cause, at, performance.now() - start, error));
    },
    onJob(job) {
      if (isSampled(job.traceId)) keep(jobSpan(job, clock.now()));
    },
    watch(read) {
      const timer = setInterval(() => sendMetrics(read), metricsEveryMs).unref();
      return () => {
        clearInterval(timer);
        return sendMetrics(read);
      };
    },
    dropped: () => dropped,
    async close() {
      clearInterval(timer);
      await sendSpans();
      await http.close();
    },
  };
}

const spansEveryMs = 1000;
const metricsEveryMs = 60_000;
const spansAtOnce = 1000;
const waitingMax = 20_000;
const nothing = () => {};

/** Where a trace stands between 0 and 1: its last 32 bits are random in ours, and in others' by the standard. */
function shareOf(traceId: string): number {
  return Number.parseInt(traceId.slice(-8), 16) / 2 ** 32;
}

type Cause = { requestId: string; traceId: string };

function querySpan(
  text: string,
  cause: Cause,
  at: number,
  durationMs: number,
  error: unknown,
): Span {
  const operation = /^\s*(\w+)/.exec(text)?.[1]?.toUpperCase();
  return {
    ...{ traceId: cause.traceId, spanId: newSpanId(), parentSpanId: spanIdOf(cause.requestId) },
    ...{ name: operation ?? "SQL", kind: kinds.client },
    startTimeUnixNano: nanos(at),
    endTimeUnixNano: nanos(at, durationMs * 1000),
    attributes: attributesOf({
      "db.system.name": "postgresql",
      "db.operation.name": operation,
      "db.query.text": text.slice(0, 2000),
      "db.response.status_code": error ? sqlState(error) : null,
      "error.type": error ? (sqlState(error) ?? "_OTHER") : null,
    }),
    status: error ? { code: statusError } : {},
  };
}

function sqlState(error: unknown): string | undefined {
  const { code } = Object(error) as { code?: unknown };
  return typeof code === "string" ? code : undefined;
}

function jobSpan({ name, requestId, traceId, at, failed }: EndedJob, now: Date): Span {
  return {
    ...{ traceId, spanId: spanIdOf(requestId), name: `job ${name}`, kind: kinds.internal },
    startTimeUnixNano: nanos(at.getTime()),
    endTimeUnixNano: nanos(now.getTime()),
    attributes: attributesOf({ "crossdock.request_id": requestId, "crossdock.job": name }),
    status: failed ? { code: statusError } : {},
  };
}

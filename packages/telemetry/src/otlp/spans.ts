import { randomBytes } from "node:crypto";
import { traceIdOf } from "@crossdock/core";
import { phases, type RequestRecord } from "../record.ts";
import { type Attribute, attributesOf, nanos } from "./attributes.ts";

/** A span as OTLP has it in JSON (opentelemetry-proto, trace/v1). */
export type Span = {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes: Attribute[];
  status: { code?: number; message?: string };
};

export const kinds = { internal: 1, server: 2, client: 3 } as const;
export const statusError = 2;

/** The span of a request or a job of ours: told from its id, so that what it led to finds its parent. */
export function spanIdOf(requestId: string): string {
  // The last 64 bits of a UUIDv7 are random but for the two of its variant.
  return traceIdOf(requestId).slice(16);
}

export function newSpanId(): string {
  return randomBytes(8).toString("hex");
}

/**
 * Spans of records, by the semantic conventions for HTTP (opentelemetry.io/docs/specs/semconv/http): one
 * for each request, its phases below it one after the other, and one for each call of a third party below
 * the request or job that it was made for. The procedures of a batch are below its first.
 */
export function spansOf(records: readonly RequestRecord[], scheme: string): Span[] {
  let last = "";
  return records.flatMap((record) => {
    if (record.transport === "outbound") return [clientSpan(record)];
    const isFirst = record.requestId !== last;
    last = record.requestId;
    const span = serverSpan(record, scheme);
    if (isFirst) return [span, ...phaseSpans(record, span)];
    const inner = { ...span, spanId: newSpanId(), parentSpanId: spanIdOf(record.requestId) };
    return [{ ...inner, kind: kinds.internal, name: record.operation ?? span.name }];
  });
}

function serverSpan(record: RequestRecord, scheme: string): Span {
  const { method, route, status, errorCode, span } = record;
  return {
    ...common(record),
    spanId: spanIdOf(record.requestId),
    ...(span?.parentId && { parentSpanId: span.parentId }),
    name: route === null ? nameOf(method) : `${nameOf(method)} ${route}`,
    kind: kinds.server,
    attributes: attributesOf({
      "http.request.method": nameOf(method),
      "url.path": record.path,
      "url.scheme": scheme,
      "http.response.status_code": status || null,
      "http.route": route,
      "error.type": status >= 500 ? (errorCode ?? String(status)) : null,
      "client.address": record.ip,
      "user_agent.original": record.userAgent,
      ...ours(record),
      "crossdock.error_code": errorCode,
      "crossdock.replayed": record.replayed || null,
    }),
    // What the caller did wrong is no error of a server's span.
    status: status >= 500 ? { code: statusError, message: errorCode ?? "" } : {},
  };
}

function clientSpan(record: RequestRecord): Span {
  const { method, route, status, errorCode, span } = record;
  const [address = "", port] = (route ?? "").split(/:(?=\d+$)/);
  const failed = errorCode !== null || status >= 400;
  return {
    ...common(record),
    spanId: span?.id ?? newSpanId(),
    parentSpanId: spanIdOf(record.requestId),
    name: nameOf(method),
    kind: kinds.client,
    attributes: attributesOf({
      "http.request.method": nameOf(method),
      "url.full": `https://${route ?? ""}${record.path}`,
      "server.address": address,
      "server.port": port === undefined ? 443 : Number(port),
      // Where nothing was answered there is no status, whatever the log shows.
      "http.response.status_code": errorCode === null ? status : null,
      "error.type": failed ? (errorCode ?? String(status)) : null,
      ...ours(record),
    }),
    status: failed ? { code: statusError, message: errorCode ?? "" } : {},
  };
}

function ours({ requestId, transport, operation, version, principal }: RequestRecord) {
  return {
    "crossdock.request_id": requestId,
    "crossdock.transport": transport,
    "crossdock.operation": operation,
    "crossdock.version": version,
    "crossdock.principal.kind": principal?.kind,
    "crossdock.principal.id": principal?.id,
    "crossdock.partner.id": principal?.partnerId,
  };
}

function common({ traceId, at, durationUs }: RequestRecord) {
  return {
    traceId,
    startTimeUnixNano: nanos(at.getTime()),
    endTimeUnixNano: nanos(at.getTime(), durationUs),
  };
}

/** Phases have no beginnings of their own: they follow one another. */
function phaseSpans({ phases: durations, traceId, at }: RequestRecord, parent: Span): Span[] {
  let after = 0;
  return phases.flatMap((phase) => {
    const duration = durations[phase];
    if (duration === undefined) return [];
    const startTimeUnixNano = nanos(at.getTime(), after);
    after += duration;
    return [
      {
        ...{ traceId, spanId: newSpanId(), parentSpanId: parent.spanId, name: phase },
        ...{ kind: kinds.internal, startTimeUnixNano, attributes: [], status: {} },
        endTimeUnixNano: nanos(at.getTime(), after),
      },
    ];
  });
}

/** The semantic conventions' word for a method that is none. */
function nameOf(method: string): string {
  return /^[A-Z]{3,10}$/.test(method) ? method : "_OTHER";
}

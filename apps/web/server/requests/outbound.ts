import { newId, traceIdOf } from "@crossdock/core";
import type { OutboundCall } from "@crossdock/http";
import { masked, type RequestRecord } from "@crossdock/telemetry";

/** A call of a connector as the log keeps it. Where nothing was answered the status is that of a gateway. */
export function outboundRecord(call: OutboundCall): RequestRecord {
  const requestId = call.requestId ?? newId("req", call.at);
  return {
    ...{ at: call.at, requestId, traceId: call.traceId ?? traceIdOf(requestId) },
    ...{ transport: "outbound", operation: call.connector, version: null, principal: null },
    ...{ method: call.method, route: call.host.slice(0, 300), path: keptOutboundPath(call.path) },
    status: call.status ?? (call.error === "timeout" ? 504 : 502),
    errorCode: call.error ?? null,
    durationUs: call.durationMs * 1000,
    ...{ phases: {}, bytesIn: 0, bytesOut: 0, ip: null, userAgent: null },
    ...{ replayed: false, detail: null, span: { id: call.spanId, parentId: null } },
    outbound: { attempt: call.attempt, providerRequestId: call.providerRequestId },
  };
}

/** Others' ids look like anything: what could not be one is left out, such as an e-mail address. */
function keptOutboundPath(path: string): string {
  const segments = path.slice(0, 500).split("/");
  return segments
    .map((segment) => (/^[\w.…-]*$/.test(segment) ? segment : masked(segment)))
    .join("/");
}

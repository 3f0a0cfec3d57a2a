import { newId } from "@crossdock/core";
import type { RequestRecord } from "@crossdock/telemetry";

/** A request that was answered, with what the test says of it. */
export function recordOf(at: Date, more: Partial<RequestRecord> = {}): RequestRecord {
  return {
    ...{ at, requestId: newId("req", at), traceId: "0".repeat(32), transport: "rest" },
    ...{ operation: "orders.list", version: "v2", principal: null, method: "GET" },
    ...{ route: "/orders", path: "/api/v2/orders", status: 200, errorCode: null },
    ...{ durationUs: 1500, phases: { auth: 100 }, bytesIn: 0, bytesOut: 10, ip: null },
    ...{ userAgent: null, replayed: false, detail: null },
    ...more,
  };
}

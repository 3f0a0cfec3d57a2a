import type { RequestRecord } from "../record.ts";
import type { Sink } from "../sink.ts";

/** A record of a partner's call, and what is to be different about it. */
export function recordOf(different: Partial<RequestRecord> = {}): RequestRecord {
  return {
    at: new Date("2026-03-01T12:00:30.125Z"),
    requestId: "req_01kjm9x0000000000000000001",
    traceId: "0af7651916cd43dd8448eb211c80319c",
    transport: "rest",
    operation: "books.get",
    version: "v2",
    principal: { kind: "apiKey", id: "key_a", partnerId: "prt_a" },
    method: "GET",
    route: "/books/{id}",
    path: "/api/v2/books/bk_1",
    status: 200,
    errorCode: null,
    durationUs: 4000,
    phases: { auth: 200, database: 3000 },
    bytesIn: 0,
    bytesOut: 812,
    ip: "203.0.113.0",
    userAgent: "erp/1.0",
    replayed: false,
    detail: null,
    ...different,
  };
}

/** Writes records as one batch. */
export function writeTo(sink: Sink, records: readonly RequestRecord[]): Promise<void> {
  const batch = sink.batch();
  for (const record of records) batch.add(record);
  return batch.write();
}

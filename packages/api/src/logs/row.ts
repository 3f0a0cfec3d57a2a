import type { LogEntry } from "./schema.ts";

/** A row of `request_log` as the driver reads it. */
export type LogRow = {
  id: string;
  at: Date;
  requestId: string;
  traceId: string;
  transport: string;
  operation: string | null;
  version: string | null;
  principalKind: string | null;
  principalId: string | null;
  partnerId: string | null;
  method: string;
  route: string | null;
  path: string;
  status: number;
  errorCode: string | null;
  durationUs: number;
  authUs: number | null;
  limitUs: number | null;
  parseUs: number | null;
  databaseUs: number | null;
  renderUs: number | null;
  bytesIn: number;
  bytesOut: number;
  ip: string | null;
  userAgent: string | null;
  replayed: boolean;
  replayOf: string | null;
  detailed: boolean;
  attempt: number | null;
  providerRequestId: string | null;
};

/** The columns of a `LogRow`, for a SELECT. */
export const columns = `id, at, request_id AS "requestId", trace_id AS "traceId", transport, operation,
  version, principal_kind AS "principalKind", principal_id AS "principalId",
  partner_id AS "partnerId", method, route, path, status, error_code AS "errorCode",
  duration_us AS "durationUs", auth_us AS "authUs", limit_us AS "limitUs", parse_us AS "parseUs",
  database_us AS "databaseUs", render_us AS "renderUs", bytes_in AS "bytesIn",
  bytes_out AS "bytesOut", ip, user_agent AS "userAgent", replayed, replay_of AS "replayOf",
  detailed, attempt,  provider_request_id AS "providerRequestId"`;

/** @param names what the principals of the rows are called, by their ids */
export function toLogEntry(row: LogRow, names: ReadonlyMap<string, string>): LogEntry {
  const { authUs, limitUs, parseUs, databaseUs, renderUs, durationUs, ...rest } = row;
  const { principalKind: kind, principalId: id, replayOf, ...further } = rest;
  const { attempt, providerRequestId, ...entry } = further;
  return {
    ...entry,
    at: row.at.toISOString(),
    transport: row.transport as LogEntry["transport"],
    principal: id === null ? null : { kind: kind ?? "", id, name: names.get(id) ?? null },
    durationMs: toMs(durationUs),
    phases: {
      auth: toMsOrNull(authUs),
      limit: toMsOrNull(limitUs),
      parse: toMsOrNull(parseUs),
      database: toMsOrNull(databaseUs),
      render: toMsOrNull(renderUs),
    },
  };
}

function toMsOrNull(us: number | null): number | null {
  return us === null ? null : toMs(us);
}

function toMs(us: number): number {
  return us / 1000;
}

import { countLogs, type EveryLog, everyLog } from "../logs/every.ts";
import type { LogEntry } from "../logs/schema.ts";
import type { Services } from "../procedure/context.ts";
import { exportRowsMax } from "./schema.ts";
import { type Cells, type Source, toPart } from "./source.ts";

/** Requests as the list of them shows them: headers and bodies are in no file. */
export function requestSource(services: Services, asked: EveryLog): Source {
  return {
    head,
    count: () => countLogs(services, asked, exportRowsMax),
    async *parts() {
      for await (const entries of everyLog(services, asked)) yield toPart(entries, cellsOf);
    },
  };
}

const head: Cells = [
  ...["at", "request_id", "trace_id", "transport", "operation", "version", "method", "route"],
  ...["path", "status", "error_code", "duration_ms", "auth_ms", "limit_ms", "parse_ms"],
  ...["database_ms", "render_ms", "bytes_in", "bytes_out", "client_kind", "client_id"],
  ...["client_name", "partner_id", "ip", "user_agent", "replayed"],
];

function cellsOf({ principal, phases, ...entry }: LogEntry): Cells[] {
  return [
    [
      ...[entry.at, entry.requestId, entry.traceId, entry.transport, entry.operation],
      ...[entry.version, entry.method, entry.route, entry.path, entry.status, entry.errorCode],
      ...[entry.durationMs, phases.auth, phases.limit, phases.parse, phases.database],
      ...[phases.render, entry.bytesIn, entry.bytesOut, principal?.kind ?? null],
      ...[principal?.id ?? null, principal?.name ?? null, entry.partnerId, entry.ip],
      ...[entry.userAgent, entry.replayed ? "true" : "false"],
    ],
  ];
}

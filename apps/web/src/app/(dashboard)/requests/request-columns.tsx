import { CopyId, Time } from "@crossdock/ui";
import type { Column } from "../../../components/data-table.tsx";
import { durationWords } from "./duration-words.ts";
import type { LogEntry } from "./entry.ts";
import { clientOf, targetOf } from "./entry.ts";
import { FilterBy } from "./filter-by.tsx";
import { RequestStatus } from "./request-status.tsx";
import { operationColumn, versionColumn } from "./shared-columns.tsx";

export const requestColumns: Column<LogEntry>[] = [
  { id: "at", header: "Time", phone: "below-end", cell: ({ at }) => <Time at={at} clock /> },
  {
    id: "status",
    header: "Status",
    phone: "end",
    cell: ({ status, errorCode }) => (
      <FilterBy name="status" value={String(status)}>
        <RequestStatus status={status} errorCode={errorCode} />
      </FilterBy>
    ),
  },
  {
    id: "method",
    header: "Method",
    phone: "hidden",
    cell: ({ method }) => (
      <FilterBy name="method" value={method}>
        <span className="font-mono text-meta text-accent">{method}</span>
      </FilterBy>
    ),
  },
  {
    id: "route",
    header: "Route",
    phone: "main",
    cell: (entry) => (
      <span className="font-mono text-meta font-normal" title={entry.path}>
        <span className="text-accent sm:hidden">{entry.method} </span>
        {targetOf(entry)}
      </span>
    ),
  },
  operationColumn,
  {
    id: "client",
    header: "Client",
    phone: "below",
    cell: (entry) => (
      <FilterBy name="principalId" value={entry.principal?.id ?? null}>
        {clientOf(entry) ?? (entry.transport === "outbound" ? "–" : "nobody known")}
      </FilterBy>
    ),
  },
  {
    id: "duration",
    header: "Took",
    align: "end",
    phone: "hidden",
    cell: ({ durationMs }) => (
      <FilterBy name="minDurationMs" value={Math.max(1, Math.floor(durationMs))} end>
        {durationWords(durationMs)}
      </FilterBy>
    ),
  },
  versionColumn,
  {
    id: "request",
    header: "Request",
    align: "end",
    phone: "hidden",
    cell: ({ requestId }) => (
      <span className="relative z-10">
        <CopyId id={requestId} short />
      </span>
    ),
  },
];

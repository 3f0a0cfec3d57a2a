"use client";

import { EmptyState, Status, Time } from "@crossdock/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Column } from "../../../components/data-table.tsx";
import { DataTable, useCursor } from "../../../components/data-table.tsx";
import { DetailSection } from "../../../components/detail-section.tsx";
import { listInput } from "../../../filters.ts";
import { useTRPC } from "../../../trpc/client.tsx";
import type { Alert } from "./open-alerts.tsx";

/** What is over. */
export function AlertHistory() {
  const trpc = useTRPC();
  const [cursor] = useCursor();
  const query = useQuery(
    trpc.alerts.list.queryOptions(listInput({ cursor, state: "resolved" as const }), {
      placeholderData: keepPreviousData,
    }),
  );
  return (
    <DetailSection title="Over">
      <DataTable
        caption="Alerts that are over, newest first"
        columns={columns}
        query={query}
        href={({ href }) => href}
        empty={
          <EmptyState kind="nothing-yet" title="Nothing has fired yet">
            <p>What fires and is over stays here, with how long it took and who took it up.</p>
          </EmptyState>
        }
      />
    </DetailSection>
  );
}

const columns: Column<Alert>[] = [
  {
    id: "rule",
    header: "Alert",
    phone: "main",
    cell: ({ ruleName, subjectName }) => (subjectName ? `${ruleName}: ${subjectName}` : ruleName),
  },
  {
    id: "severity",
    header: "Severity",
    phone: "end",
    cell: ({ severity }) =>
      severity === "critical" ? (
        <Status tone="bad">Critical</Status>
      ) : (
        <Status tone={severity === "warning" ? "warn" : "info"}>
          {severity === "warning" ? "Warning" : "Info"}
        </Status>
      ),
  },
  {
    id: "detail",
    header: "What happened",
    phone: "below",
    cell: ({ detail }) => <span title={detail}>{detail}</span>,
  },
  {
    id: "by",
    header: "Taken up by",
    phone: "hidden",
    cell: ({ acknowledgedBy }) => acknowledgedBy ?? "–",
  },
  {
    id: "took",
    header: "Lasted",
    align: "end",
    phone: "hidden",
    cell: ({ firedAt, resolvedAt }) => lasted(firedAt, resolvedAt),
  },
  {
    id: "fired",
    header: "Fired",
    align: "end",
    phone: "below-end",
    cell: ({ firedAt, pendingAt }) => <Time at={firedAt ?? pendingAt} />,
  },
];

function lasted(firedAt: string | null, resolvedAt: string | null): string {
  if (!firedAt || !resolvedAt) return "–";
  const minutes = Math.round((Date.parse(resolvedAt) - Date.parse(firedAt)) / 60_000);
  if (minutes < 1) return "under a minute";
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}

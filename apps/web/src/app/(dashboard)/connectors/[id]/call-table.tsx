"use client";

import { Checkbox, CopyId, EmptyState, Time } from "@crossdock/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { parseAsBoolean, useQueryState } from "nuqs";
import type { Column } from "../../../../components/data-table.tsx";
import { DataTable, useCursor } from "../../../../components/data-table.tsx";
import { DetailSection } from "../../../../components/detail-section.tsx";
import { Reference } from "../../../../components/reference.tsx";
import { useTRPC } from "../../../../trpc/client.tsx";
import type { Outputs } from "../../../../trpc/server.tsx";

type Call = Outputs["connectors"]["calls"]["data"][number];

/** What was called at the third party, with both sides' ids of it. */
export function CallTable({ id }: { id: string }) {
  const trpc = useTRPC();
  const [cursor, setCursor] = useCursor();
  const [failed, setFailed] = useQueryState("failed", parseAsBoolean);
  const input = { id, limit: 10, ...(failed ? { failed } : {}), ...(cursor ? { cursor } : {}) };
  const query = useQuery(
    trpc.connectors.calls.queryOptions(input, { placeholderData: keepPreviousData }),
  );
  const filter = (value: true | null) => Promise.all([setFailed(value), setCursor(null)]);
  return (
    <DetailSection
      title="Last calls"
      aside={
        <Checkbox
          label="Failed only"
          checked={failed === true}
          onChange={(checked) => void filter(checked ? true : null)}
        />
      }
    >
      <DataTable
        caption="Calls to the third party, newest first"
        columns={columns}
        query={query}
        onClear={failed ? () => void filter(null) : undefined}
        empty={
          <EmptyState kind="nothing-yet" title="Nothing was called yet">
            <p>
              Each call is listed here with its status and the request id of either side, as long as
              the log of requests has it. What was sent and answered is not kept.
            </p>
          </EmptyState>
        }
      />
    </DetailSection>
  );
}

const columns: Column<Call>[] = [
  {
    id: "call",
    header: "Call",
    phone: "main",
    cell: ({ method, path, attempt }) => (
      <span className="font-mono text-meta font-normal" title={path}>
        <span className="inline-block w-12 text-accent">{method}</span>
        {path}
        {attempt > 1 && <span className="text-ink-2"> ({attempt}.)</span>}
      </span>
    ),
  },
  {
    id: "status",
    header: "Answer",
    phone: "end",
    cell: ({ status, error }) => (
      <span className={status === null || status >= 400 ? "text-bad" : ""}>{status ?? error}</span>
    ),
  },
  {
    id: "duration",
    header: "Took",
    align: "end",
    phone: "hidden",
    cell: ({ durationMs }) => `${durationMs.toLocaleString("en")} ms`,
  },
  {
    id: "theirs",
    header: "Their request id",
    phone: "below",
    cell: ({ providerRequestId }) =>
      providerRequestId ? <CopyId id={providerRequestId} short /> : "–",
  },
  {
    id: "ours",
    header: "Our request id",
    phone: "hidden",
    cell: ({ requestId }) => <Reference text={requestId} />,
  },
  { id: "host", header: "Host", phone: "hidden", cell: ({ host }) => host },
  {
    id: "at",
    header: "When",
    align: "end",
    phone: "below-end",
    cell: ({ at }) => <Time at={at} />,
  },
];

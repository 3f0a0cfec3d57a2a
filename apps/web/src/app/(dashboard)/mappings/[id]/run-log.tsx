"use client";

import { MappingRunStatus } from "@crossdock/api/schemas";
import {
  Button,
  CodeBlock,
  CopyId,
  Dialog,
  EmptyState,
  KeyValues,
  Status,
  Time,
  useToast,
} from "@crossdock/ui";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { parseAsStringLiteral, useQueryStates } from "nuqs";
import { useState } from "react";
import type { Column } from "../../../../components/data-table.tsx";
import { DataTable, useCursor } from "../../../../components/data-table.tsx";
import { FilterBar } from "../../../../components/filter-bar.tsx";
import { FilterSelect } from "../../../../components/filter-select.tsx";
import { Reference } from "../../../../components/reference.tsx";
import { listInput } from "../../../../filters.ts";
import { useTRPC } from "../../../../trpc/client.tsx";
import type { Outputs } from "../../../../trpc/server.tsx";
import { useRefresh } from "../../../../trpc/use-refresh.ts";
import type { Mapping } from "../mapping-list.tsx";

type Run = Outputs["mappings"]["run"];
type Props = { mapping: Mapping; mayWrite: boolean };

/** What the mapping did, event by event. */
export function RunLog({ mapping: { id }, mayWrite }: Props) {
  const trpc = useTRPC();
  const toast = useToast();
  const refresh = useRefresh();
  const [cursor] = useCursor();
  const [{ status }, setFilters] = useQueryStates({
    status: parseAsStringLiteral(MappingRunStatus.options),
  });
  const [open, setOpen] = useState<Run | null>(null);
  const input = listInput({ mappingId: id, cursor, status });
  const query = useQuery(
    trpc.mappings.runs.queryOptions(input, { placeholderData: keepPreviousData }),
  );
  const replayFailed = useMutation(
    trpc.mappings.replayFailed.mutationOptions({
      onSuccess: async ({ count }) => {
        await refresh();
        toast.ok(`${count} are run again`);
      },
    }),
  );
  const details: Column<Run> = {
    id: "details",
    header: "Details",
    align: "end",
    phone: "below-end",
    cell: (run) => (
      <Button size="sm" variant="quiet" onClick={() => setOpen(run)}>
        Show
      </Button>
    ),
  };
  return (
    <>
      <FilterBar onClear={status ? () => setFilters(null) : undefined}>
        <FilterSelect
          label="Status"
          any="Any status"
          options={MappingRunStatus.options}
          value={status}
          onChange={(next) => setFilters({ status: next })}
        />
        {mayWrite && (
          <Button
            size="sm"
            pending={replayFailed.isPending}
            onClick={() => replayFailed.mutate({ id })}
          >
            Run what failed again
          </Button>
        )}
      </FilterBar>
      <DataTable
        caption="Runs, newest first"
        columns={[...columns, details]}
        query={query}
        onClear={status ? () => setFilters(null) : undefined}
        empty={
          <EmptyState kind="nothing-yet" title="It has not run yet">
            <p>It runs for each event of its type from when it is switched on.</p>
          </EmptyState>
        }
      />
      {open && <RunDialog run={open} mayWrite={mayWrite} onClose={() => setOpen(null)} />}
    </>
  );
}

const columns: Column<Run>[] = [
  {
    id: "event",
    header: "Event",
    phone: "main",
    cell: ({ eventId }) => <CopyId id={eventId} short />,
  },
  { id: "status", header: "Status", phone: "end", cell: (run) => <RunState run={run} /> },
  {
    id: "answer",
    header: "Answer",
    phone: "below",
    cell: ({ answerStatus, error }) =>
      error ?? (answerStatus === null ? "–" : String(answerStatus)),
  },
  { id: "attempt", header: "Attempts", phone: "hidden", cell: ({ attempt }) => String(attempt) },
  {
    id: "at",
    header: "Last change",
    align: "end",
    phone: "hidden",
    cell: ({ updatedAt }) => <Time at={updatedAt} />,
  },
];

function RunState({ run: { status, attempt } }: { run: Run }) {
  if (status === "succeeded") return <Status tone="ok">Done</Status>;
  if (status === "failed") return <Status tone="bad">Failed</Status>;
  if (status === "skipped") return <Status tone="off">Filtered out</Status>;
  return <Status tone="pending">{attempt === 0 ? "Waiting" : "Tried again later"}</Status>;
}

type DialogProps = { run: Run; mayWrite: boolean; onClose(): void };

function RunDialog({ run, mayWrite, onClose }: DialogProps) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const replay = useMutation(
    trpc.mappings.replay.mutationOptions({
      onSuccess: async () => {
        await refresh();
        onClose();
      },
    }),
  );
  const { nextAttemptAt, durationMs, answer, request, error } = run;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Run"
      actions={
        <>
          <Button onClick={onClose}>Close</Button>
          {mayWrite && run.status !== "pending" && (
            <Button
              variant="primary"
              pending={replay.isPending}
              onClick={() => replay.mutate({ id: run.id })}
            >
              Run again
            </Button>
          )}
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <KeyValues
          items={[
            ["Event", <CopyId key="event" id={run.eventId} />],
            ["Request id", <Reference key="request" text={run.requestId} />],
            ["Version", String(run.mappingVersion)],
            ["Attempts", String(run.attempt)],
            ["Took", durationMs === null ? null : `${durationMs} ms`],
            ["Next attempt", nextAttemptAt && <Time at={nextAttemptAt} />],
            ["Error", error],
          ]}
        />
        {request != null && <CodeBlock label="Request" code={JSON.stringify(request, null, 2)} />}
        {answer && <CodeBlock label="Answer" code={answer} />}
        {replay.error && <p className="text-table text-bad">{replay.error.message}</p>}
      </div>
    </Dialog>
  );
}

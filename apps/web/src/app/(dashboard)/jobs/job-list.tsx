"use client";

import { EmptyState, Time } from "@crossdock/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import type { Column } from "../../../components/data-table.tsx";
import { DataTable } from "../../../components/data-table.tsx";
import { FilterBar } from "../../../components/filter-bar.tsx";
import { FilterSelect } from "../../../components/filter-select.tsx";
import { State } from "../../../components/statuses.tsx";
import { listInput } from "../../../filters.ts";
import { useTRPC } from "../../../trpc/client.tsx";
import type { Outputs } from "../../../trpc/server.tsx";
import { jobFilters, jobStates, queueWords, refreshMs } from "./filters.ts";

type Job = Outputs["jobs"]["list"]["data"][number];

/** The jobs of one state, of all queues or one. */
export function JobList() {
  const trpc = useTRPC();
  const [filters, setFilters] = useQueryStates(jobFilters);
  const query = useQuery(
    trpc.jobs.list.queryOptions(listInput(filters), {
      placeholderData: keepPreviousData,
      refetchInterval: refreshMs,
    }),
  );
  const clear = filters.queue ? () => setFilters({ queue: null, cursor: null }) : undefined;
  return (
    <section aria-label="Jobs">
      <FilterBar onClear={clear}>
        <FilterSelect
          label="State"
          any="Failed"
          options={jobStates.filter((state) => state !== "failed")}
          value={filters.state === "failed" ? null : filters.state}
          onChange={(state) => setFilters({ state, cursor: null })}
        />
        {filters.queue && <span className="text-table">of {queueWords(filters.queue)}</span>}
      </FilterBar>
      <DataTable
        caption={`Jobs, ${filters.state}, newest first`}
        columns={columns}
        query={query}
        href={({ id }) => `/jobs/${id}`}
        onClear={clear}
        empty={
          <EmptyState kind="nothing-yet" title={empty[filters.state].title}>
            <p>{empty[filters.state].text}</p>
          </EmptyState>
        }
      />
    </section>
  );
}

const empty: Record<Job["state"], { title: string; text: string }> = {
  failed: {
    title: "No job has failed",
    text: "A job that was tried for the last time in vain stands here until somebody looks at it.",
  },
  stuck: {
    title: "No job is stuck",
    text: "A job whose worker gives no sign of life is taken up by another after some seconds.",
  },
  retrying: {
    title: "No job waits for another attempt",
    text: "A job that failed waits here for its next attempt, a little longer each time.",
  },
  running: {
    title: "No job is running",
    text: "Workers take up what is due within seconds.",
  },
  waiting: {
    title: "No job is waiting",
    text: "What is to be done stands here until a worker takes it up, or its time comes.",
  },
  done: {
    title: "No job was done",
    text: "What was done is kept for a week.",
  },
};

const columns: Column<Job>[] = [
  { id: "queue", header: "Job", phone: "main", cell: ({ queue }) => queueWords(queue) },
  { id: "state", header: "State", phone: "end", cell: ({ state }) => <State value={state} /> },
  { id: "error", header: "Last error", phone: "below", cell: ({ error }) => error ?? "–" },
  {
    id: "attempts",
    header: "Attempts",
    align: "end",
    phone: "hidden",
    cell: ({ attempts, attemptsMax }) => `${attempts} of ${attemptsMax}`,
  },
  {
    id: "at",
    header: "Since",
    align: "end",
    phone: "below-end",
    cell: ({ endedAt, startedAt, dueAt, state }) => (
      <Time at={(state === "running" || state === "stuck" ? startedAt : endedAt) ?? dueAt} />
    ),
  },
];

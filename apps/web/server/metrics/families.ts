import type { Database, Jobs } from "@crossdock/db";
import type { Family, Sample, SampleFamily } from "@crossdock/telemetry";
import { createCached } from "../cached.ts";
import type { Capacity } from "../capacity.ts";
import { connectorIds, type Meters } from "./meters.ts";

export type Sources = {
  db: Pick<Database, "pool" | "query">;
  jobs: Pick<Jobs, "stats" | "workerSeenAt">;
  capacity: Capacity;
  meters: Meters;
  /** The hosts that are called, by the state of their breakers. */
  breakers: () => { closed: number; open: number };
};

/** What Prometheus is told besides the process itself. */
export function familiesOf(sources: Sources): Family[] {
  return [...inProcess(sources), ...inDatabase(sources)];
}

function inProcess({ db, capacity, meters, breakers }: Sources): Family[] {
  return [
    gauge("http_requests_in_flight", "Requests that are worked on.", () => [
      { value: capacity.state().running },
    ]),
    gauge("http_requests_waiting", "Requests that wait for others to end.", () => [
      { value: capacity.state().waiting },
    ]),
    gauge(
      "database_pool_connections",
      "Connections of this process to PostgreSQL.",
      () => {
        const { total, idle } = db.pool();
        return [of("state", "idle", idle), of("state", "busy", total - idle)];
      },
      ["state"],
    ),
    gauge("database_pool_connections_max", "Connections at the most.", () => [
      { value: db.pool().max },
    ]),
    gauge("database_pool_waiting", "Statements that wait for a connection.", () => [
      { value: db.pool().waiting },
    ]),
    counter(
      "webhook_received_total",
      "Webhooks that came in, by how they ended.",
      () => meters.read().webhooks,
      ["connector", "verdict"],
    ),
    counter(
      "outbound_calls_total",
      "Calls of third parties: the class of the status, or why there was none.",
      () => meters.read().outbound,
      ["connector", "outcome"],
    ),
    gauge(
      "outbound_hosts",
      "Hosts that are called; those with an open breaker are left alone for a while.",
      () => Object.entries(breakers()).map(([state, value]) => of("breaker", state, value)),
      ["breaker"],
    ),
  ];
}

function inDatabase({ db, jobs }: Sources): Family[] {
  const read = createCached(() => readDatabase(db, jobs).catch(() => null), cacheMs);
  const queue = (name: string, help: string, member: "waiting" | "running" | "oldestSeconds") =>
    gauge(
      name,
      help,
      async () => ((await read())?.queues ?? []).map((one) => of("queue", one.name, one[member])),
      ["queue"],
    );
  return [
    gauge("database_up", "1 while PostgreSQL answers.", async () => [
      { value: (await read()) ? 1 : 0 },
    ]),
    queue("jobs_waiting", "Jobs that could run.", "waiting"),
    queue("jobs_running", "Jobs that run.", "running"),
    queue("jobs_oldest_waiting_seconds", "How long the oldest of them waits.", "oldestSeconds"),
    gauge(
      "jobs_failed",
      "Jobs that failed for good and are still kept.",
      async () => ((await read())?.queues ?? []).map((one) => of("queue", one.name, one.failed)),
      ["queue"],
    ),
    gauge(
      "worker_seen_timestamp_seconds",
      "When a worker of any process was last there.",
      async () => [{ value: ((await read())?.workerSeenAt?.getTime() ?? 0) / 1000 }],
    ),
    counter(
      "webhook_reconciled_total",
      "Webhooks that never came and were fetched from the provider's own list.",
      async () => (await read())?.reconciled ?? [],
      ["connector"],
    ),
    gauge(
      "alerts_firing",
      "Alerts of the product's own rules that fire.",
      async () => (await read())?.firing ?? [],
      ["severity"],
    ),
  ];
}

const cacheMs = 5000;

async function readDatabase(db: Sources["db"], jobs: Sources["jobs"]) {
  const [queues, workerSeenAt, reconciled, firing] = await Promise.all([
    jobs.stats(),
    jobs.workerSeenAt(),
    db.query<Count<"connector">>("metrics-reconciled", readReconciled, [connectorIds]),
    db.query<Count<"severity">>("metrics-firing", readFiring, []),
  ]);
  return {
    ...{ queues, workerSeenAt },
    reconciled: reconciled.map(({ connector, value }) => of("connector", connector, value)),
    firing: firing.map(({ severity, value }) => of("severity", severity, value)),
  };
}

type Count<Label extends string> = Record<Label, string> & { value: number };

// A source's slug is an admin's choice: all of them are one series.
const readReconciled = `
  SELECT CASE WHEN connector = ANY($1) THEN connector ELSE 'source' END AS connector,
    sum(found_total)::int AS value
  FROM reconciliation GROUP BY 1`;

const readFiring = `
  SELECT severity, count(alert.id)::int AS value
  FROM alert_rule LEFT JOIN alert ON alert.rule_id = alert_rule.id AND alert.state = 'firing'
  GROUP BY severity`;

function gauge(name: string, help: string, read: SampleFamily["read"], labels?: string[]): Family {
  return { ...{ name, help, read }, kind: "gauge", ...(labels && { labels }) };
}

function counter(name: string, help: string, read: SampleFamily["read"], labels: string[]): Family {
  return { ...{ name, help, read, labels }, kind: "counter" };
}

function of(label: string, name: string, value: number): Sample {
  return { labels: { [label]: name }, value };
}

import { fromPrisma, PgBoss } from "pg-boss";
import type { Run } from "./client.ts";
import { createJobDesk, type JobDesk } from "./job-desk.ts";
import { createJobWorkers, type JobWorkers } from "./job-workers.ts";
import { SteadyClient } from "./steady-client.ts";
import type { Tx } from "./transaction.ts";

/** Background work on PostgreSQL: at least once, in the database's own transactions. */
export type Jobs = JobWorkers & {
  /** Adds a job; with `tx` it exists if and only if the transaction commits. */
  enqueue(name: string, data: object, options?: EnqueueOptions): Promise<void>;
  /** Adds a job for each of `data`, in the transaction of `run`. */
  enqueueAll(name: string, data: readonly object[], run: Run): Promise<void>;
  /** Runs a job by a cron expression (UTC). */
  schedule(name: string, cron: string): Promise<void>;
  /** The jobs of every queue; the counts are at most some seconds old while a worker runs. */
  stats(): Promise<JobStats[]>;
  /** When a worker of any process last looked after the queues: every few seconds; null before the first. */
  workerSeenAt(): Promise<Date | null>;
  /** What people see of jobs and do about them. */
  desk: JobDesk;
  /** Waits for running handlers, then closes the connections. */
  stop(): Promise<void>;
};

export type EnqueueOptions = { tx?: Tx; startAfterSeconds?: number };
export type JobStats = {
  name: string;
  waiting: number;
  running: number;
  failed: number;
  /** How long the job that waits longest could have run; 0 where none waits. */
  oldestSeconds: number;
};

export type JobsOptions = {
  url: string;
  /** The queues; each exists from the start, so that work can be added before a worker runs. */
  names: readonly string[];
  /** Of these, the ones that the clock adds to: of such a queue one job waits at the most. */
  scheduled?: readonly string[];
  /** Of these, the ones whose jobs may run for an hour; others are taken for stuck after two minutes. */
  slow?: readonly string[];
  /** Whether this process works jobs; others only add them. */
  worker: boolean;
  onError: (error: Error) => void;
};

export async function startJobs(options: JobsOptions): Promise<Jobs> {
  const { url, names, scheduled = [], slow = [], worker, onError } = options;
  const boss = new PgBoss({
    // Not among its own options, but it makes its pool of all that it is given.
    ...{ Client: SteadyClient },
    connectionString: url,
    max: 4,
    supervise: worker,
    schedule: worker,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    useListenNotify: worker,
  });
  boss.on("error", (error) => onError(asError(error)));
  await boss.start();
  for (const name of names) {
    const policy = scheduled.includes(name) ? "short" : "standard";
    await boss.createQueue(name, { ...queueOptions, policy });
  }
  // Queues of an earlier release were made without a policy, and pg-boss changes none.
  const shorten = "UPDATE pgboss.queue SET policy = 'short' WHERE name = ANY($1::text[])";
  await boss.getDb().executeSql(shorten, [scheduled]);
  const lengthen = "UPDATE pgboss.queue SET expire_seconds = 3600 WHERE name = ANY($1::text[])";
  await boss.getDb().executeSql(lengthen, [slow]);
  return {
    async enqueue(name, data, { tx, startAfterSeconds } = {}) {
      await boss.send(name, data, {
        ...(startAfterSeconds === undefined ? {} : { startAfter: startAfterSeconds }),
        ...(tx === undefined ? {} : { db: fromPrisma(tx) }),
      });
    },
    async enqueueAll(name, data, run) {
      const executeSql = async (text: string, values: unknown[] = []) => ({
        rows: await run(`jobs-insert-${name}`, text, values),
      });
      const all = data.map((one) => ({ data: one }));
      await boss.insert(name, all, { db: { executeSql } });
    },
    schedule: (name, cron) => boss.schedule(name, cron),
    ...createJobWorkers(boss),
    async stats() {
      const { rows } = await boss.getDb().executeSql(readQueues);
      return rows as JobStats[];
    },
    async workerSeenAt() {
      const { rows } = await boss.getDb().executeSql(readHeartbeat);
      return (rows as { at: Date | null }[])[0]?.at ?? null;
    },
    desk: createJobDesk(boss, names),
    stop: () => boss.stop({ graceful: true, timeout: 10_000 }),
  };
}

/** pg-boss spreads a worker's errors into plain objects, which a log would write with all their data. */
function asError(error: Error): Error {
  return error instanceof Error ? error : Object.assign(new Error(), error);
}

// The heartbeat lets another worker take over within seconds of a kill -9.
const queueOptions = {
  notify: true,
  retryLimit: 8,
  retryDelay: 2,
  retryBackoff: true,
  heartbeatSeconds: 10,
  expireInSeconds: 120,
  deleteAfterSeconds: 7 * 86_400,
};

// Two probes of an index for each queue, whatever waits there.
const readQueues = `
  SELECT name, ready_count AS waiting, active_count AS running, failed_count AS failed,
    coalesce(extract(epoch FROM now() - (
      SELECT min(first.due) FROM unnest(ARRAY['created', 'retry']::pgboss.job_state[]) AS of(state),
      LATERAL (
        SELECT start_after AS due FROM pgboss.job
        WHERE job.name = queue.name AND job.state = of.state AND NOT blocked AND start_after <= now()
        ORDER BY start_after LIMIT 1
      ) AS first
    )), 0)::float8 AS "oldestSeconds"
  FROM pgboss.queue ORDER BY name`;

const readHeartbeat = "SELECT max(monitor_claim_on) AS at FROM pgboss.queue";

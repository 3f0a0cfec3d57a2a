import { fromPrisma, PgBoss } from "pg-boss";
import type { Run } from "./client.ts";
import type { Tx } from "./transaction.ts";

/** Background work on PostgreSQL: at least once, in the database's own transactions. */
export type Jobs = {
  /** Adds a job; with `tx` it exists if and only if the transaction commits. */
  enqueue(name: string, data: object, options?: EnqueueOptions): Promise<void>;
  /** Adds a job for each of `data`, in the transaction of `run`. */
  enqueueAll(name: string, data: readonly object[], run: Run): Promise<void>;
  /** Runs a job by a cron expression (UTC). */
  schedule(name: string, cron: string): Promise<void>;
  /** Starts working jobs of this name. A handler that throws is tried again, up to `retries` times. */
  work(name: string, handler: (data: object) => Promise<void>): Promise<void>;
  /** Counts of the jobs of every queue. */
  stats(): Promise<JobStats[]>;
  /** Waits for running handlers, then closes the connections. */
  stop(): Promise<void>;
};

export type EnqueueOptions = { tx?: Tx; startAfterSeconds?: number };
export type JobStats = { name: string; waiting: number; running: number; failed: number };

export type JobsOptions = {
  url: string;
  /** The queues; each exists from the start, so that work can be added before a worker runs. */
  names: readonly string[];
  /** Whether this process works jobs; others only add them. */
  worker: boolean;
  onError: (error: Error) => void;
};

export async function startJobs({ url, names, worker, onError }: JobsOptions): Promise<Jobs> {
  const boss = new PgBoss({
    connectionString: url,
    max: 4,
    supervise: worker,
    schedule: worker,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    useListenNotify: worker,
  });
  boss.on("error", onError);
  await boss.start();
  for (const name of names) await boss.createQueue(name, queueOptions);
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
    async work(name, handler) {
      let worker = "";
      worker = await boss.work<object>(name, polling, async (jobs) => {
        try {
          for (const job of jobs) await handler(job.data);
        } finally {
          // Else the next of a backlog would wait for the next poll: one a second at the most.
          boss.notifyWorker(worker);
        }
      });
    },
    async stats() {
      const queues = await boss.getQueues();
      return queues.map(({ name, queuedCount, activeCount, failedCount }) => ({
        name,
        waiting: queuedCount,
        running: activeCount,
        failed: failedCount,
      }));
    },
    stop: () => boss.stop({ graceful: true, timeout: 10_000 }),
  };
}

// A commit wakes the workers; polling finds what is due later.
const polling = { pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 2, batchSize: 1 };

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

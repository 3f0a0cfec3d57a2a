import { fromPrisma, type PgBoss } from "pg-boss";
import {
  countText,
  type JobFilter,
  type JobState,
  lockText,
  queuesText,
  type Statement,
  selectText,
} from "./job-sql.ts";
import type { Tx } from "./transaction.ts";

/** A job as the database has it. */
export type StoredJob = {
  id: string;
  queue: string;
  state: JobState;
  data: object | null;
  /** How often it was begun, and how often it is at the most. */
  attempts: number;
  attemptsMax: number;
  /** What its last attempt failed with, in the words of whatever failed. */
  error: string | null;
  createdAt: Date;
  /** When it is due, or was. */
  dueAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
  /** What the next page of a list goes on after. */
  position: string;
};

/** How many jobs of a queue are in each state; those that are done are not counted. */
export type JobQueue = Record<Exclude<JobState, "done">, number> & {
  name: string;
  /** Since when the oldest job waits that is due. */
  oldestDueAt: Date | null;
  /** When the clock adds one next; null where nothing but the product's own steps does. */
  nextAt: Date | null;
};

/** What people see of jobs and do about them. */
export type JobDesk = {
  /** And when it was so, by the clock of the database, which is the one of all the times here. */
  queues(): Promise<{ at: Date; queues: JobQueue[] }>;
  /** Newest first. */
  list(filter: JobFilter & { limit: number; after?: string | undefined }): Promise<StoredJob[]>;
  find(id: string): Promise<StoredJob | null>;
  count(tx: Tx, filter: JobFilter): Promise<number>;
  /** Jobs that nobody else begins or changes until `tx` ends; what somebody else is at is left out. */
  lock(tx: Tx, filter: JobFilter & { limit: number }): Promise<StoredJob[]>;
  /** Makes jobs due now, once more where they have failed for good. */
  retry(tx: Tx, jobs: readonly StoredJob[]): Promise<void>;
  /** Takes jobs away for good. */
  discard(tx: Tx, jobs: readonly StoredJob[]): Promise<void>;
};

/** Reads the table of pg-boss, which lists jobs by no state; what changes a job is pg-boss itself. */
export function createJobDesk(boss: PgBoss, names: readonly string[]): JobDesk {
  const read = async <Row>({ text, values }: Statement, tx?: Tx) => {
    const { rows } = await (tx ? fromPrisma(tx) : boss.getDb()).executeSql(text, values);
    return rows as Row[];
  };
  return {
    async queues() {
      const counts = await read<JobQueue & { at: Date }>(queuesText(names));
      const schedules = await boss.getSchedules();
      const queues = counts.map(({ at: _, ...queue }) => {
        const cron = schedules.find(({ name }) => name === queue.name)?.cron;
        const [nextAt = null] = cron ? boss.previewSchedule(cron, { count: 1 }) : [];
        return { ...queue, nextAt };
      });
      return { at: counts[0]?.at ?? new Date(0), queues };
    },
    list: (filter) => read(selectText(names, filter)),
    async find(id) {
      const [job = null] = await read<StoredJob>(selectText(names, { id, limit: 1 }));
      return job;
    },
    async count(tx, filter) {
      const [row] = await read<{ count: number }>(countText(names, filter), tx);
      return row?.count ?? 0;
    },
    lock: (tx, filter) => read(lockText(names, filter), tx),
    async retry(tx, jobs) {
      const db = fromPrisma(tx);
      for (const [queue, own] of Map.groupBy(jobs, (job) => job.queue)) {
        const stuck = idsOf(own, ["stuck"]);
        // Whoever had it is gone: it has failed, as pg-boss itself would find out.
        if (stuck.length > 0) await boss.fail(queue, stuck, new Error("It was stuck."), { db });
        const ended = idsOf(own, ["failed", "stuck"]);
        if (ended.length > 0) await boss.retry(queue, ended, { db });
        for (const id of idsOf(own, ["waiting", "retrying", "stuck"]))
          await boss.update(queue, undefined, { id, startAfter: "0", db });
      }
    },
    async discard(tx, jobs) {
      const db = fromPrisma(tx);
      for (const [queue, own] of Map.groupBy(jobs, (job) => job.queue))
        await boss.deleteJob(
          queue,
          own.map(({ id }) => id),
          { db },
        );
    },
  };
}

function idsOf(jobs: readonly StoredJob[], states: readonly JobState[]): string[] {
  return jobs.filter(({ state }) => states.includes(state)).map(({ id }) => id);
}

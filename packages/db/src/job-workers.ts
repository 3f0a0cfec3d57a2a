import type { PgBoss } from "pg-boss";

export type JobWorkers = {
  /** Starts working jobs of this name. A handler that throws is tried again, up to `retries` times. */
  work(name: string, handler: (data: object) => Promise<void>): Promise<void>;
  /** This process begins no job of these queues until they are left out again; what runs is finished. */
  hold(names: ReadonlySet<string>): Promise<void>;
};

type Worked = { handler: (data: object) => Promise<void>; worker: string | null };

/** The workers of this process, a queue each, which begin and end as queues are held and let go. */
export function createJobWorkers(boss: PgBoss): JobWorkers {
  const queues = new Map<string, Worked>();
  let held: ReadonlySet<string> = new Set();
  let changing = Promise.resolve();

  async function begin(name: string, worked: Worked): Promise<void> {
    worked.worker = await boss.work<object>(name, polling, async (jobs) => {
      try {
        for (const job of jobs) await worked.handler(job.data);
      } finally {
        // Else the next of a backlog would wait for the next poll: one a second at the most.
        if (worked.worker) boss.notifyWorker(worked.worker);
      }
    });
  }

  async function match(): Promise<void> {
    for (const [name, worked] of queues) {
      const id = worked.worker;
      if (id === null && !held.has(name)) await begin(name, worked);
      if (id === null || !held.has(name)) continue;
      worked.worker = null;
      // A job that runs is finished, but not waited for: the other queues are to be held as quickly.
      await boss.offWork(name, { id, wait: false });
    }
  }

  // One change after the other, so that the last one counts.
  function change(): Promise<void> {
    const changed = changing.then(match);
    changing = changed.catch(() => {});
    return changed;
  }

  return {
    work(name, handler) {
      queues.set(name, { handler, worker: null });
      return change();
    },
    hold(names) {
      held = names;
      return change();
    },
  };
}

// A commit wakes the workers; polling finds what is due later.
const polling = { pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 2, batchSize: 1 };

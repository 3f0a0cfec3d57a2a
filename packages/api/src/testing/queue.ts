import type { Database, JobDesk, JobStats, Jobs } from "@crossdock/db";

type Queued = { name: string; data: Record<string, string> };

/** A queue in the database, so that a job exists if and only if its transaction commits. */
export type TestQueue = Pick<Jobs, "enqueue" | "enqueueAll" | "stats"> & {
  /** The oldest job, taken out; null where there is none. */
  take(): Promise<Queued | null>;
  names(): Promise<string[]>;
};

/** Nobody looks at the jobs of a test; where one does, it starts the real ones. */
export const emptyDesk: JobDesk = {
  queues: async () => ({ at: new Date(), queues: [] }),
  list: async () => [],
  find: async () => null,
  count: async () => 0,
  lock: async () => [],
  retry: async () => {},
  discard: async () => {},
};

export async function createTestQueue(db: Database): Promise<TestQueue> {
  await db.prisma.$executeRaw`
    CREATE TABLE test_job (id bigserial PRIMARY KEY, name text NOT NULL, data jsonb NOT NULL)`;
  return {
    async enqueue(name, data, { tx = db.prisma } = {}) {
      const json = JSON.stringify(data);
      await tx.$executeRaw`INSERT INTO test_job (name, data) VALUES (${name}, ${json}::jsonb)`;
    },
    async enqueueAll(name, data, run) {
      const sql = "INSERT INTO test_job (name, data) SELECT $1, unnest($2::jsonb[])";
      await run("test-jobs-add", sql, [name, data.map((one) => JSON.stringify(one))]);
    },
    async stats() {
      const sql = `SELECT name, count(*)::int AS waiting, 0 AS running, 0 AS failed,
        0::float8 AS "oldestSeconds" FROM test_job GROUP BY name ORDER BY name`;
      return db.query<JobStats>("test-job-stats", sql, []);
    },
    async take() {
      const [job] = await db.query<Queued>("test-job-take", takeOldest, []);
      return job ?? null;
    },
    async names() {
      const sql = "SELECT name FROM test_job ORDER BY id";
      const jobs = await db.query<Queued>("test-job-names", sql, []);
      return jobs.map(({ name }) => name);
    },
  };
}

const takeOldest = `
  DELETE FROM test_job WHERE id = (
    SELECT id FROM test_job ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
  RETURNING name, data`;

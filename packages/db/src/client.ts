import { PrismaPg } from "@prisma/adapter-pg";
import { Pool } from "pg";
import { type Copy, openCopy } from "./copy.ts";
import { PrismaClient } from "./generated/client.ts";
import { SteadyClient } from "./steady-client.ts";
import { type OnQuery, traceQueries } from "./trace-queries.ts";
import { retryOnConflict, type Tx } from "./transaction.ts";

/** The database as the product sees it; one a process. */
export type Database = {
  prisma: PrismaClient;
  /** A named prepared statement straight on the pool, for the few reads that must be fast. */
  query<Row>(name: string, text: string, values: unknown[]): Promise<Row[]>;
  /**
   * Runs `work` in one transaction, again where PostgreSQL asks for it (serialization failure,
   * deadlock, a row lock waited for in vain), at most three times. `work` must have no other effect.
   * READ COMMITTED by default; REPEATABLE READ where what it reads must still be so when it writes.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>, isolation?: "RepeatableRead"): Promise<T>;
  /** The same with named prepared statements alone, for the few writes that must be fast. */
  quickTransaction<T>(work: (run: Run) => Promise<T>): Promise<T>;
  /** Writes many rows at once, for logs. */
  copy: Copy;
  /** The connections of this process, and how many wait for one. */
  pool(): PoolState;
  url: string;
  close(): Promise<void>;
};

export type PoolState = { total: number; idle: number; waiting: number; max: number };

/** Runs a named prepared statement and returns its rows. */
export type Run = <Row>(name: string, text: string, values: unknown[]) => Promise<Row[]>;

export type DatabaseOptions = {
  url: string;
  /** Connections at the most; the embedded server allows 100 in all. */
  max?: number;
  /** Told of connections that broke while idle; without it a restart of PostgreSQL would end the process. */
  onError: (error: Error) => void;
  /** Told of each statement when it begins; what it returns is told when it has ended. For tracing alone. */
  onQuery?: OnQuery;
};

export function openDatabase({ url, max = 20, onError, onQuery }: DatabaseOptions): Database {
  const pool = new Pool({
    Client: SteadyClient,
    connectionString: url,
    max,
    options:
      "-c statement_timeout=5s -c lock_timeout=3s -c idle_in_transaction_session_timeout=15s",
  });
  pool.on("error", onError);
  if (onQuery) traceQueries(pool, onQuery);
  const adapter = new PrismaPg(pool, {
    statementNameGenerator: ({ sql }) => statementName(sql),
    onPoolError: onError,
    onConnectionError: onError,
  });
  const prisma = new PrismaClient({
    adapter,
    transactionOptions: { maxWait: 8000, timeout: 12_000 },
  });
  const copying = openCopy(url, onError);
  return {
    prisma,
    url,
    copy: copying.copy,
    async query<Row>(name: string, text: string, values: unknown[]) {
      const result = await pool.query({ name, text, values });
      return result.rows as Row[];
    },
    transaction: (work, isolationLevel) =>
      retryOnConflict(() => prisma.$transaction(work, isolationLevel && { isolationLevel })),
    quickTransaction: (work) => retryOnConflict(() => quickly(pool, work)),
    pool: () => ({
      total: pool.totalCount,
      idle: pool.idleCount,
      waiting: pool.waitingCount,
      max,
    }),
    async close() {
      await prisma.$disconnect();
      await pool.end();
      await copying.close();
    },
  };
}

async function quickly<T>(pool: Pool, work: (run: Run) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query("BEGIN");
    const result = await work(async <Row>(name: string, text: string, values: unknown[]) => {
      const { rows } = await client.query({ name, text, values });
      return rows as Row[];
    });
    await client.query("COMMIT");
    return result;
  } catch (error) {
    // A connection that cannot even end its transaction is not used again.
    await client.query("ROLLBACK").catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** The database as the work inside a transaction sees it: reads that go to the pool go to it instead. */
export function insideTransaction(db: Database, tx: Tx): Database {
  return {
    ...db,
    // What it lacks of a client, to begin a transaction, nobody does inside of one.
    prisma: tx as PrismaClient,
    query: (_name, text, values) => tx.$queryRawUnsafe(text, ...values),
  };
}

// Prepared statements halve the time of small reads. SQL with a list of values has a text per
// length, so only the first thousand texts are kept.
const names = new Map<string, string>();

function statementName(sql: string): string {
  const known = names.get(sql);
  if (known !== undefined) return known;
  if (names.size >= 1000) return "";
  const name = `p${names.size}`;
  names.set(sql, name);
  return name;
}

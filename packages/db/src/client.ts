import { PrismaPg } from "@prisma/adapter-pg";
import { Pool } from "pg";
import { PrismaClient } from "./generated/client.ts";
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
  url: string;
  close(): Promise<void>;
};

export type DatabaseOptions = {
  url: string;
  /** Connections at the most; the embedded server allows 100 in all. */
  max?: number;
  /** Told of connections that broke while idle; without it a restart of PostgreSQL would end the process. */
  onError: (error: Error) => void;
};

export function openDatabase({ url, max = 20, onError }: DatabaseOptions): Database {
  const pool = new Pool({
    connectionString: url,
    max,
    options:
      "-c statement_timeout=5s -c lock_timeout=3s -c idle_in_transaction_session_timeout=15s",
  });
  pool.on("error", onError);
  const adapter = new PrismaPg(pool, {
    statementNameGenerator: ({ sql }) => statementName(sql),
    onPoolError: onError,
    onConnectionError: onError,
  });
  const prisma = new PrismaClient({
    adapter,
    transactionOptions: { maxWait: 8000, timeout: 12_000 },
  });
  return {
    prisma,
    url,
    async query<Row>(name: string, text: string, values: unknown[]) {
      const result = await pool.query({ name, text, values });
      return result.rows as Row[];
    },
    transaction: (work, isolationLevel) =>
      retryOnConflict(() => prisma.$transaction(work, isolationLevel && { isolationLevel })),
    async close() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
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

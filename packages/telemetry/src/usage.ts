import type { Database, Live } from "@crossdock/db";

/** An answered call of the public API. */
export type ApiCall = {
  version: string;
  operation: string;
  keyId: string;
  /** The HTTP status of the answer; from 400 on it counts as an error. */
  status: number;
  at: Date;
};

/** Counts calls by day (UTC), version, operation and key, at no cost to the call. */
export type UsageRecorder = {
  record(call: ApiCall): void;
  close(): Promise<void>;
};

export type UsageRecorderOptions = {
  db: Database;
  live: Pick<Live, "publish">;
  /** Told of writes that failed, and of calls that were more than there is room for. */
  onError: (error: Error) => void;
};

/** Adds up in memory and writes every two seconds; what a crash loses is two seconds' counts. */
export function createUsageRecorder({ db, live, onError }: UsageRecorderOptions): UsageRecorder {
  let entries = new Map<string, Entry>();
  let dropped = 0;
  const timer = setInterval(() => flush().catch(onError), 2000);

  async function flush(): Promise<void> {
    if (entries.size === 0) return;
    // Sorted by the primary key, so that two processes that write the same rows don't deadlock.
    const rows = [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
    const lost = dropped;
    entries = new Map();
    dropped = 0;
    await db.query("api-usage", addUsage, columnsOf(rows));
    live.publish(["operations", "usage"]);
    if (lost > 0) onError(new Error(`${lost} API calls were not counted: too many keys at once`));
  }

  return {
    record({ status, at, ...call }) {
      const day = at.toISOString().slice(0, 10);
      const key = `${day} ${call.version} ${call.operation} ${call.keyId}`;
      const entry = entries.get(key) ?? { ...call, day, calls: 0, errors: 0, lastAt: at };
      entry.calls += 1;
      if (status >= 400) entry.errors += 1;
      if (at > entry.lastAt) entry.lastAt = at;
      if (entry.calls > 1) return;
      // A caller with ever new keys must not fill the memory.
      if (entries.size < entriesMax) entries.set(key, entry);
      else dropped += 1;
    },
    async close() {
      clearInterval(timer);
      await flush();
    },
  };
}

type Entry = Omit<ApiCall, "status" | "at"> & {
  day: string;
  calls: number;
  errors: number;
  lastAt: Date;
};

const entriesMax = 10_000;

function columnsOf(rows: Entry[]): unknown[] {
  return [
    rows.map(({ day }) => day),
    rows.map(({ version }) => version),
    rows.map(({ operation }) => operation),
    rows.map(({ keyId }) => keyId),
    rows.map(({ calls }) => calls),
    rows.map(({ errors }) => errors),
    rows.map(({ lastAt }) => lastAt),
  ];
}

const addUsage = `
  INSERT INTO api_usage AS known (day, version, operation, key_id, calls, errors, last_at)
  SELECT * FROM unnest(
    $1::date[], $2::text[], $3::text[], $4::text[], $5::int[], $6::int[], $7::timestamptz[])
  ON CONFLICT (day, version, operation, key_id) DO UPDATE SET
    calls = known.calls + excluded.calls,
    errors = known.errors + excluded.errors,
    last_at = greatest(known.last_at, excluded.last_at)`;

import type { Clock } from "@crossdock/core";
import type { Database, Live } from "@crossdock/db";

/** Counts answered requests by day, transport and status class, at no cost to the request. */
export type RequestCounter = {
  count(transport: string, status: number): void;
  close(): Promise<void>;
};

export type RequestCounterOptions = {
  db: Database;
  live: Pick<Live, "publish">;
  clock: Clock;
  onError: (error: Error) => void;
};

/** Adds up in memory and writes once a second; what a crash loses is a second's counts. */
export function createRequestCounter({
  db,
  live,
  clock,
  onError,
}: RequestCounterOptions): RequestCounter {
  let counts = new Map<string, number>();
  const timer = setInterval(() => flush().catch(onError), 1000);

  async function flush(): Promise<void> {
    if (counts.size === 0) return;
    const rows = [...counts].map(([key, count]) => [...key.split(" "), count]);
    counts = new Map();
    const column = (index: number) => rows.map((row) => row[index]);
    await db.query("count-requests", addCounts, [
      column(0),
      column(1),
      column(2),
      column(3),
      clock.now(),
    ]);
    // Only the API's: a page that asks anew on this would otherwise be told of its own question.
    if (rows.some(([, transport]) => transport === "rest")) live.publish(["requests"]);
  }

  return {
    count(transport, status) {
      const day = clock.now().toISOString().slice(0, 10);
      const key = `${day} ${transport} ${Math.floor(status / 100)}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    },
    async close() {
      clearInterval(timer);
      await flush();
    },
  };
}

const addCounts = `
  INSERT INTO request_count (day, transport, status_class, count, first_at)
  SELECT day, transport, status_class, count, $5::timestamptz
  FROM unnest($1::date[], $2::text[], $3::int[], $4::int[]) AS t(day, transport, status_class, count)
  ON CONFLICT (day, transport, status_class) DO UPDATE SET count = request_count.count + excluded.count`;

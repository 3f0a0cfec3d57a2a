import { type Clock, newId } from "@crossdock/core";
import type { Database, Live } from "@crossdock/db";

/** How deliveries ended, counted by the hour; the last refused ones of each door are kept. */
export type Verdicts = {
  /** `accepted`, `duplicate` or `conflict`. */
  accept(connector: string, verdict: string): void;
  reject(rejection: Rejection): void;
  close(): Promise<void>;
};

type Rejection = {
  /** A connector's id or a source's slug; empty where nothing has such an address. */
  connector: string;
  /** What stood in the address, where it could be one. */
  slug: string;
  reason: string;
  /** Where it came from, cut short: a network, no one's address. */
  network: string;
  bytes: number | null;
  requestId: string;
};

type Options = {
  db: Database;
  live: Pick<Live, "publish">;
  clock: Clock;
  onError: (error: Error) => void;
};

/**
 * Adds up in memory and writes once a second, so that a flood of forgeries costs no writes; what a
 * crash loses is a second's counts.
 */
export function createVerdicts({ db, live, clock, onError }: Options): Verdicts {
  let counts = new Map<string, number>();
  let rejected: (Rejection & { id: string; at: Date })[] = [];
  const timer = setInterval(() => flush().catch(onError), 1000);
  timer.unref();

  function add(connector: string, verdict: string): void {
    const key = JSON.stringify([clock.now().toISOString().slice(0, 13), connector, verdict]);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }

  async function flush(): Promise<void> {
    const [counted, kept] = [counts, rejected];
    if (counted.size === 0) return;
    counts = new Map();
    rejected = [];
    const rows = [...counted].map(([key, count]) => [...(JSON.parse(key) as string[]), count]);
    const column = (at: number) => rows.map((row) => row[at]);
    const hours = column(0).map((hour) => `${hour}:00:00Z`);
    await db.query("count-inbound", addCounts, [hours, column(1), column(2), column(3)]);
    if (kept.length > 0) await keep(db, kept);
    live.publish(["inbox"]);
  }

  return {
    accept: add,
    reject(rejection) {
      add(rejection.connector, rejection.reason);
      const at = clock.now();
      rejected.push({ ...rejection, id: newId("rej", at), at });
      if (rejected.length > keptMax) rejected.shift();
    },
    async close() {
      clearInterval(timer);
      await flush();
    },
  };
}

/** Refused deliveries that are kept of each door. */
export const keptMax = 100;

async function keep(db: Database, rows: (Rejection & { id: string; at: Date })[]): Promise<void> {
  await db.query("keep-rejections", insertRejections, [
    rows.map((row) => row.id),
    rows.map((row) => row.connector),
    rows.map((row) => row.slug),
    rows.map((row) => row.reason),
    rows.map((row) => row.network),
    rows.map((row) => row.bytes),
    rows.map((row) => row.requestId),
    rows.map((row) => row.at),
  ]);
  const doors = [...new Set(rows.map(({ connector }) => connector))];
  await db.query("drop-rejections", dropOldest, [doors, keptMax]);
}

const addCounts = `
  INSERT INTO inbound_count (hour, connector, verdict, count)
  SELECT * FROM unnest($1::timestamptz[], $2::text[], $3::text[], $4::int[])
  ON CONFLICT (hour, connector, verdict) DO UPDATE SET count = inbound_count.count + excluded.count`;

const insertRejections = `
  INSERT INTO inbound_rejection (id, connector, slug, reason, network, bytes, request_id, at)
  SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[],
    $7::text[], $8::timestamptz[])`;

const dropOldest = `
  DELETE FROM inbound_rejection r WHERE connector = ANY($1) AND id <= (
    SELECT id FROM inbound_rejection k WHERE k.connector = r.connector
    ORDER BY id DESC OFFSET $2 LIMIT 1)`;

import { createHash } from "node:crypto";
import { newId } from "@crossdock/core";
import type { Database, Jobs, Run } from "@crossdock/db";

/** The job that works off an inbound event, with `{ inboxId }`. */
export const inboxJob = "inbox";

export type Inbound = {
  /** A connector's id, or the slug of a source. */
  connector: string;
  sourceId?: string | null;
  /** The account at the provider, or null where it has one. */
  account: string | null;
  /** The provider's id of the event: what duplicates are known by. */
  eventId: string;
  type: string;
  /** Those that are kept, with lower-case names. */
  headers?: Readonly<Record<string, string>>;
  /** The bytes as they were signed. */
  body: Buffer;
  /**
   * What is the same in every delivery of the event: the body, by default. null for what was fetched
   * from the provider and not sent by it: that is written in another way, and no conflict.
   */
  fingerprint?: string | Buffer | null;
  requestId: string;
  at: Date;
};

export type Stored = {
  id: string;
  /** False for a repeated event. */
  fresh: boolean;
  /** The event's id came before, with another text: it is kept for people, and not worked off. */
  conflict: boolean;
};

type Entry = Required<Inbound> & { id: string; hash: Buffer };

/**
 * Stores events, what they are known by, and the jobs that work them off, in one transaction.
 * @returns for each, in their order
 */
export async function storeBatch(
  db: Database,
  jobs: Pick<Jobs, "enqueueAll">,
  events: readonly Inbound[],
): Promise<Stored[]> {
  const entries = events.map(entryOf);
  const first = new Map<string, Entry>();
  for (const entry of entries) if (!first.has(keyOf(entry))) first.set(keyOf(entry), entry);
  // In one order everywhere: two transactions with the same events would wait for each other for ever.
  const candidates = [...first].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
  const fresh = await db.quickTransaction(async (run) => {
    const ids = await insertNew(run, candidates);
    const data = ids.map((inboxId) => ({ inboxId }));
    if (ids.length > 0) await jobs.enqueueAll(inboxJob, data, run);
    return new Set(ids);
  });
  const repeated = entries.filter(({ id }) => !fresh.has(id));
  const known = repeated.length === 0 ? new Map() : await countRepeated(db, repeated);
  return entries.map((entry) => known.get(entry) ?? { id: entry.id, fresh: true, conflict: false });
}

async function insertNew(run: Run, entries: readonly Entry[]): Promise<string[]> {
  const values = entries.flatMap((e) => [
    ...[e.id, e.connector, e.sourceId, e.account ?? "", e.eventId, e.type],
    ...[JSON.stringify(e.headers), e.body, e.hash, e.requestId, e.at],
  ]);
  const rows = await run<{ id: string }>(
    `inbox-insert-${entries.length}`,
    insertSql(entries.length),
    values,
  );
  return rows.map(({ id }) => id);
}

const columns = [
  ...["id text", "connector text", "source_id text", "account text", "event_id text", "type text"],
  ...["headers jsonb", "body bytea", "fingerprint bytea", "request_id text", "at timestamptz"],
];
const types = columns.map((column) => column.split(" ")[1]);
const names = columns.map((column) => column.split(" ")[0]).join(", ");

// Rows of parameters, not arrays: only so does a body go as the bytes that it is.
function insertSql(count: number): string {
  const known = insertSqls.get(count);
  if (known) return known;
  const row = (at: number) =>
    `(${types.map((type, place) => `$${at * types.length + place + 1}::${type}`).join(", ")})`;
  const rows = Array.from({ length: count }, (_, at) => row(at)).join(", ");
  const sql = `
    WITH incoming (${names}) AS (VALUES ${rows}),
    seen AS (
      INSERT INTO inbox_seen (connector, account, event_id, inbox_id, fingerprint, seen_at)
      SELECT connector, account, event_id, id, fingerprint, at FROM incoming
      ON CONFLICT DO NOTHING RETURNING inbox_id)
    INSERT INTO inbox_event (id, connector, source_id, account, event_id, type, headers, body,
      fingerprint, status, request_id, received_at)
    SELECT i.id, i.connector, i.source_id, i.account, i.event_id, i.type, i.headers, i.body,
      i.fingerprint, 'received', i.request_id, i.at
    FROM incoming i JOIN seen ON seen.inbox_id = i.id
    RETURNING id`;
  insertSqls.set(count, sql);
  return sql;
}

const insertSqls = new Map<number, string>();

/** Counts what has come before; what comes with another text is kept beside it. */
async function countRepeated(db: Database, entries: readonly Entry[]): Promise<Map<Entry, Stored>> {
  const found = new Map<Entry, Stored>();
  const seen = await db.query<{ id: string; fingerprint: Buffer }>("inbox-seen", findSeen, [
    entries.map(({ connector }) => connector),
    entries.map(({ account }) => account ?? ""),
    entries.map(({ eventId }) => eventId),
  ]);
  for (const [place, entry] of entries.entries()) {
    const first = seen[place];
    // It was there a moment ago: whoever takes out what is old has just done so.
    if (!first?.id) throw new Error("The event is known no more.");
    const { id, fingerprint } = first;
    const isFetched = entry.fingerprint === null || unknownText.equals(fingerprint);
    const same = isFetched || entry.hash.equals(fingerprint);
    const own = same ? id : await keepConflict(db, entry, id);
    found.set(entry, { id: own, fresh: false, conflict: !same });
  }
  const repeats = [...found.values()].filter(({ conflict }) => !conflict).map(({ id }) => id);
  if (repeats.length > 0) await db.query("inbox-repeat", countDuplicates, [repeats]);
  return found;
}

async function keepConflict(db: Database, e: Entry, conflictOf: string): Promise<string> {
  const [row] = await db.query<{ id: string }>("inbox-conflict", insertConflict, [
    ...[e.id, e.connector, e.sourceId, e.account ?? "", e.eventId, e.type],
    ...[JSON.stringify(e.headers), e.body, e.hash, e.requestId, e.at, conflictOf],
  ]);
  return row?.id ?? e.id;
}

const findSeen = `
  SELECT s.inbox_id AS id, s.fingerprint
  FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY
    AS asked (connector, account, event_id, place)
  LEFT JOIN inbox_seen s USING (connector, account, event_id)
  ORDER BY place`;

// In the order of their ids: two processes that count the same rows would wait for each other for ever.
const countDuplicates = `
  WITH counted AS MATERIALIZED (
    SELECT e.id, times FROM inbox_event e
    JOIN (SELECT id, count(*)::int AS times FROM unnest($1::text[]) AS id GROUP BY id) t USING (id)
    ORDER BY e.id FOR UPDATE OF e)
  UPDATE inbox_event e SET duplicates = duplicates + times FROM counted WHERE e.id = counted.id`;

const insertConflict = `
  INSERT INTO inbox_event (id, connector, source_id, account, event_id, type, headers, body,
    fingerprint, status, request_id, received_at, conflict_of, result)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'conflict', $10, $11, $12,
    'An event of this id came before, with another text.')
  ON CONFLICT (conflict_of, fingerprint) WHERE conflict_of IS NOT NULL
  DO UPDATE SET duplicates = inbox_event.duplicates + 1 RETURNING id`;

function entryOf(inbound: Inbound): Entry {
  const { sourceId = null, headers = {}, fingerprint = inbound.body } = inbound;
  const hash = fingerprint === null ? unknownText : sha256(fingerprint);
  return { ...inbound, sourceId, headers, fingerprint, id: newId("inb", inbound.at), hash };
}

// Of what was fetched: a delivery that still comes is no conflict either.
const unknownText = Buffer.alloc(0);

function sha256(text: string | Buffer): Buffer {
  return createHash("sha256").update(text).digest();
}

function keyOf({ connector, account, eventId }: Entry): string {
  return JSON.stringify([connector, account ?? "", eventId]);
}

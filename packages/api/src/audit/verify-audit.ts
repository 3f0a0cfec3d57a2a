import type { Database } from "@crossdock/db";
import type { Services } from "../procedure/context.ts";
import {
  type Batch,
  createVerifier,
  type Entry,
  type Fault,
  type FoundBatch,
  type Head,
  type Link,
} from "./chain.ts";
import { openSince } from "./chain-audit.ts";
import { chainKey } from "./chain-key.ts";

export type AuditReport = {
  /** How many entries are sealed and right, up to the first fault. */
  entries: number;
  /** The last batch that is right: note it outside the database. */
  head: Head;
  fault: Fault | null;
};

/**
 * Reads the whole audit log and its chain, some thousand entries at a time.
 * @param witness a head of before, noted outside: the chain must still contain it
 */
export async function verifyAudit(
  services: Pick<Services, "db" | "identity" | "clock">,
  witness?: Head,
): Promise<AuditReport> {
  const { db, clock } = services;
  const verifier = createVerifier(await chainKey(services), witness);
  let entries = 0;
  const report = (fault: Fault | null) => ({ entries, head: verifier.head(), fault });
  for await (const found of readChain(db)) {
    const fault = verifier.next(found);
    if (fault) return report(fault);
    entries += found.batch.count;
  }
  const fault = verifier.end() ?? (await findStray(db, verifier.head()));
  return report(fault ?? (await findForeign(db, clock.now())));
}

async function* readChain(db: Database): AsyncGenerator<FoundBatch> {
  for (let last = 0; ; ) {
    const batches = await db.query<Batch>("audit-batches", someBatches, [last]);
    const end = batches.at(-1);
    if (!end) return;
    const rows = await db.query<LinkRow>("audit-links", linksBetween, [last, end.seq]);
    const links = Map.groupBy(rows, ({ seq }) => seq);
    for (const batch of batches) yield { batch, links: (links.get(batch.seq) ?? []).map(toLink) };
    last = end.seq;
  }
}

// As many batches as hold five thousand entries, and one at least.
const someBatches = `
  SELECT seq, previous_hash AS "previousHash", hash, count, created_at AS "createdAt" FROM (
    SELECT *, sum(count) OVER (ORDER BY seq) - count AS before
    FROM (SELECT * FROM audit_batch WHERE seq > $1 ORDER BY seq LIMIT 1000) AS next
  ) AS known WHERE before < 5000 ORDER BY seq`;

type LinkRow = Link & Omit<Entry, "id"> & { id: string | null };

const linksBetween = `
  SELECT l.entry_id AS "entryId", l.seq, l.position, l.hash, e.id, e.action,
    e.target_id AS "targetId", e.transport, e.request_id AS "requestId", e.actor_kind AS "actorKind",
    e.actor_id AS "actorId", e.actor_name AS "actorName", e.created_at AS "createdAt"
  FROM audit_link l LEFT JOIN audit_entry e ON e.id = l.entry_id
  WHERE l.seq > $1 AND l.seq <= $2 ORDER BY l.seq, l.position`;

function toLink({ entryId, seq, position, hash, ...entry }: LinkRow): FoundBatch["links"][number] {
  const { id } = entry;
  return { entryId, seq, position, hash, entry: id === null ? null : { ...entry, id } };
}

/** A place in the chain that belongs to no batch of it. */
async function findStray(db: Database, { seq: last }: Head): Promise<Fault | null> {
  const rows = await db.query<Link>("audit-stray", strayLinks, [last]);
  const [link] = rows;
  return link ? { seq: link.seq, entryId: link.entryId, what: "the batch is missing" } : null;
}

const strayLinks = `SELECT seq, entry_id AS "entryId" FROM audit_link
  WHERE seq > $1 OR seq < 1 ORDER BY seq, position LIMIT 1`;

/** An entry that is too old to wait for the chain still: no command has written it. */
async function findForeign(db: Database, now: Date): Promise<Fault | null> {
  const until = await openSince(db.prisma, now);
  for (let last = ""; ; ) {
    const rows = await db.query<ForeignRow>("audit-foreign", foreignEntries, [last, until]);
    const { last: end, foreign } = rows[0] ?? { last: null, foreign: null };
    if (foreign)
      return { seq: null, entryId: foreign, what: "the entry was put in beside the chain" };
    if (!end) return null;
    last = end;
  }
}

type ForeignRow = { last: string | null; foreign: string | null };

const foreignEntries = `
  SELECT max(e.id) AS last, min(e.id) FILTER (WHERE l.entry_id IS NULL) AS foreign
  FROM (SELECT id FROM audit_entry WHERE id > $1 AND id < $2 ORDER BY id LIMIT 50000) AS e
  LEFT JOIN audit_link l ON l.entry_id = e.id`;

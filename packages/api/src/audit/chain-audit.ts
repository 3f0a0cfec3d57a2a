import { lowestId, timeOfId } from "@crossdock/core";
import type { Tx } from "@crossdock/db";
import type { Services } from "../procedure/context.ts";
import type { Job } from "../procedure/jobs.ts";
import { type Entry, genesis, type Head, sealBatch } from "./chain.ts";
import { chainKey } from "./chain-key.ts";

/**
 * Seals the entries that no batch seals yet. Beside the commands, not in them: one head of a chain
 * in each would make all wait for each other.
 */
export const chainAudit: Job = {
  name: "chain-audit",
  cron: "* * * * *",
  async run({ services }) {
    const key = await chainKey(services);
    const { db, clock } = services;
    // A first run on an old log does this much, the next ones the rest.
    for (let batch = 0; batch < 200; batch++) {
      const sealed = await db.transaction(async (tx) => {
        if (!(await isAlone(tx))) return 0;
        const head = await readHead(tx);
        const now = clock.now();
        const entries = await findUnchained(tx, await openSince(tx, now));
        if (entries.length > 0) await write(tx, sealBatch(key, head ?? genesis, entries, now));
        return entries.length;
      });
      if (sealed < batchSize) return;
    }
  },
};

/** The last batch of the chain; null before the first. */
export async function readHead(tx: Tx): Promise<(Head & { createdAt: Date }) | null> {
  return tx.auditBatch.findFirst({
    orderBy: { seq: "desc" },
    select: { seq: true, hash: true, createdAt: true },
  });
}

/**
 * The lowest id that an entry may have which is not chained yet. An entry's id is as old as its
 * transaction, so some come after newer ones were chained. What is older than this and not chained
 * was put in by another way than a command, and is never taken in.
 */
export async function openSince(tx: Tx, now: Date): Promise<string> {
  const last = await tx.auditLink.findFirst({ orderBy: { entryId: "desc" } });
  if (!last) return "";
  // An entry from the future must not close the chain to those of today.
  const newest = Math.min(timeOfId(last.entryId).getTime(), now.getTime());
  return lowestId("aud", new Date(newest - lateMs));
}

/** Counts the entries that wait for the chain, up to a thousand. */
export async function countWaiting({ db, clock }: Pick<Services, "db" | "clock">): Promise<number> {
  const since = await openSince(db.prisma, clock.now());
  const rows = await db.query<{ count: number }>("audit-waiting", waiting, [since]);
  return rows[0]?.count ?? 0;
}

/** Entries a batch at the most. */
export const batchSize = 1000;

// A transaction lasts seconds; the rest is for machines whose clocks differ.
const lateMs = 15 * 60_000;

async function isAlone(tx: Tx): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ alone: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtext(current_schema() || ' audit chain')) AS alone`;
  return row?.alone ?? false;
}

const unchained = `FROM audit_entry e
  WHERE e.id >= $1 AND NOT EXISTS (SELECT FROM audit_link l WHERE l.entry_id = e.id)`;

const waiting = `SELECT count(*)::int AS count FROM (SELECT ${unchained} LIMIT ${batchSize}) AS open`;

const nextBatch = `
  SELECT id, action, target_id AS "targetId", transport, request_id AS "requestId",
    actor_kind AS "actorKind", actor_id AS "actorId", actor_name AS "actorName",
    created_at AS "createdAt"
  ${unchained} ORDER BY e.id LIMIT ${batchSize}`;

function findUnchained(tx: Tx, since: string): Promise<Entry[]> {
  return tx.$queryRawUnsafe<Entry[]>(nextBatch, since);
}

async function write(tx: Tx, { batch, links }: ReturnType<typeof sealBatch>): Promise<void> {
  await tx.auditBatch.create({ data: batch });
  await tx.$executeRaw`
    INSERT INTO audit_link (entry_id, seq, position, hash)
    SELECT entry_id, ${batch.seq}, row_number() OVER () - 1, hash
    FROM unnest(${links.map(({ entryId }) => entryId)}::text[],
      ${links.map(({ hash }) => hash)}::text[]) WITH ORDINALITY AS link(entry_id, hash, place)
    ORDER BY place`;
}

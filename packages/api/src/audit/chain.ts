import { createHmac, type KeyObject } from "node:crypto";

/** What a batch seals of an entry: every column. */
export type Entry = {
  id: string;
  action: string;
  targetId: string | null;
  transport: string;
  requestId: string;
  actorKind: string;
  actorId: string;
  actorName: string;
  createdAt: Date;
};

export type Head = { seq: number; hash: string };
export type Batch = Head & { previousHash: string; count: number; createdAt: Date };
export type Link = { entryId: string; seq: number; position: number; hash: string };

/** A batch as it is found: with its links by position, and the entries that they name. */
export type FoundBatch = { batch: Batch; links: (Link & { entry: Entry | null })[] };

/** The first thing that is wrong: in which batch, if in one, and about which entry, where that is known. */
export type Fault = { seq: number | null; entryId: string | null; what: string };

/** Before the first batch. */
export const genesis: Head = { seq: 0, hash: "0".repeat(64) };

/** The batch that follows `head` and seals these entries in this order. */
export function sealBatch(
  key: KeyObject,
  head: Head,
  entries: readonly Entry[],
  createdAt: Date,
): { batch: Batch; links: Link[] } {
  const seq = head.seq + 1;
  const links = entries.map((entry, position) => ({
    ...{ entryId: entry.id, seq, position },
    hash: hashEntry(key, seq, position, entry),
  }));
  const plain = { seq, previousHash: head.hash, count: links.length, createdAt };
  return { batch: { ...plain, hash: hashBatch(key, plain, links) }, links };
}

export type Verifier = {
  /** Takes the next batch; null while everything is right. */
  next(found: FoundBatch): Fault | null;
  /** The last batch that was right. */
  head(): Head;
  /** What only the end tells: whether the chain still holds the witness. */
  end(): Fault | null;
};

/**
 * Follows a chain from its first batch.
 * @param witness a head noted outside the database: without one, a chain whose end was cut off is a
 *   shorter chain, and as right as before
 */
export function createVerifier(key: KeyObject, witness?: Head): Verifier {
  let head = genesis;
  return {
    head: () => head,
    next(found) {
      const fault = checkBatch(key, head, found) ?? checkWitness(found.batch, witness);
      if (!fault) head = { seq: found.batch.seq, hash: found.batch.hash };
      return fault;
    },
    end() {
      if (!witness || head.seq >= witness.seq) return null;
      const what = `the chain ends here; it went on to batch ${witness.seq} when its head was noted`;
      return { seq: head.seq, entryId: null, what };
    },
  };
}

// The entries are looked at first, so that a fault names one of them where it can.
function checkBatch(key: KeyObject, head: Head, { batch, links }: FoundBatch): Fault | null {
  const { seq, count, previousHash, hash } = batch;
  const fault = (what: string, entryId: string | null = null) => ({ seq, entryId, what });
  if (seq !== head.seq + 1) return { ...fault("the batch is missing"), seq: head.seq + 1 };
  for (const [position, link] of links.entries()) {
    if (link.position !== position) return fault(`entry ${position} of the batch is missing`);
    if (!link.entry) return fault("the entry was deleted", link.entryId);
    if (link.hash !== hashEntry(key, seq, position, link.entry))
      return fault("the entry, or its place, was changed", link.entryId);
  }
  if (links.length < count) return fault(`entry ${links.length} of the batch is missing`);
  if (links.length > count) return fault("the entry was added", links[count]?.entryId);
  if (previousHash !== head.hash) return fault("the batch does not follow the one before");
  return hash === hashBatch(key, batch, links) ? null : fault("the batch was changed");
}

function checkWitness({ seq, hash }: Batch, witness: Head | undefined): Fault | null {
  if (!witness || witness.seq !== seq || witness.hash === hash) return null;
  return { seq, entryId: null, what: "the batch is another than when its head was noted" };
}

function hashEntry(key: KeyObject, seq: number, position: number, entry: Entry): string {
  const { id, action, targetId, transport, requestId } = entry;
  const { actorKind, actorId, actorName, createdAt } = entry;
  const about = [id, action, targetId, transport, requestId];
  const who = [actorKind, actorId, actorName, createdAt.getTime()];
  return hmac(key, ["entry", seq, position, ...about, ...who]);
}

function hashBatch(key: KeyObject, batch: Omit<Batch, "hash">, links: readonly Link[]): string {
  const { seq, previousHash, count, createdAt } = batch;
  const hashes = links.map(({ hash }) => hash);
  return hmac(key, ["batch", previousHash, seq, count, createdAt.getTime(), ...hashes]);
}

// An array of plain values has one JSON text, and no two arrays share one.
function hmac(key: KeyObject, parts: (string | number | null)[]): string {
  return createHmac("sha256", key).update(JSON.stringify(parts)).digest("hex");
}

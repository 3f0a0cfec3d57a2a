import { createSecretKey } from "node:crypto";
import { expect, test } from "vitest";
import { createRandom, type Random } from "../seed/random.ts";
import {
  createVerifier,
  type Entry,
  type FoundBatch,
  genesis,
  type Head,
  sealBatch,
} from "./chain.ts";

const key = createSecretKey(Buffer.alloc(32, 7));
const foreignKey = createSecretKey(Buffer.alloc(32, 8));

test("a chain as it was written is right, to its head", () => {
  const chain = writeChain(createRandom(1));
  expect(verify(chain)).toMatchObject({ fault: null, head: { seq: chain.length } });
  expect(verify([])).toEqual({ fault: null, head: genesis });
});

test("10,000 tamperings are found, each where it was done", { timeout: 120_000 }, () => {
  const counts = new Map<string, number>();
  for (let seed = 1; seed <= 10_000; seed++) {
    const random = createRandom(seed);
    const chain = writeChain(random);
    const noted = headOf(chain);
    const kind = random.pick(Object.keys(tamperings) as (keyof typeof tamperings)[]);
    const expected = tamperings[kind](chain, random);
    const { fault } = verify(chain, noted);
    expect(fault, `${kind}, seed ${seed}`).toMatchObject(expected);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  for (const kind of Object.keys(tamperings)) expect(counts.get(kind), kind).toBeGreaterThan(500);
});

test("a chain that was cut off is right without a witness, and found with one", () => {
  const chain = writeChain(createRandom(3));
  const noted = headOf(chain);
  chain.pop();
  expect(verify(chain).fault).toBeNull();
  expect(verify(chain, noted).fault?.what).toMatch(/the chain ends here/);
});

type Expected = { seq?: number; entryId?: string | null };

/** Each changes the chain and says where that must be found. */
const tamperings = {
  "an entry is edited"(chain, random) {
    const { found, link, entry } = pick(chain, random);
    const member = random.pick([
      "action",
      "targetId",
      "requestId",
      "actorId",
      "actorName",
    ] as const);
    link.entry = { ...entry, [member]: `${entry[member] ?? ""}x` };
    return { seq: found.batch.seq, entryId: link.entryId };
  },
  "an entry's clock is put back"(chain, random) {
    const { found, link, entry } = pick(chain, random);
    link.entry = { ...entry, createdAt: new Date(entry.createdAt.getTime() - 1) };
    return { seq: found.batch.seq, entryId: link.entryId };
  },
  "an entry is deleted"(chain, random) {
    const { found, link } = pick(chain, random);
    link.entry = null;
    return { seq: found.batch.seq, entryId: link.entryId };
  },
  "an entry is deleted with its place"(chain, random) {
    const { found, link } = pick(chain, random);
    found.links.splice(link.position, 1);
    return { seq: found.batch.seq };
  },
  "an entry is added"(chain, random) {
    const { found } = pick(chain, random);
    const entry = newEntry(random);
    const position = found.links.length;
    const { links } = sealBatch(foreignKey, genesis, [entry], entry.createdAt);
    found.links.push({
      entryId: entry.id,
      entry,
      position,
      seq: found.batch.seq,
      hash: links[0]?.hash ?? "",
    });
    found.batch.count += random.whole(0, 1);
    return { seq: found.batch.seq, entryId: entry.id };
  },
  "the contents of two entries change places"(chain, random) {
    const [one, two] = pickTwo(chain, random);
    one.link.entry = { ...two.entry, id: one.entry.id };
    two.link.entry = { ...one.entry, id: two.entry.id };
    return firstOf(one, two);
  },
  "two entries change places"(chain, random) {
    const [one, two] = pickTwo(chain, random);
    [one.link.entry, two.link.entry] = [two.entry, one.entry];
    [one.link.entryId, two.link.entryId] = [two.entry.id, one.entry.id];
    [one.link.hash, two.link.hash] = [two.link.hash, one.link.hash];
    return { seq: firstOf(one, two).seq };
  },
  "a batch is deleted"(chain, random) {
    const index = random.whole(0, chain.length - 2);
    chain.splice(index, 1);
    return { seq: index + 1 };
  },
  "a batch is changed"(chain, random) {
    const { batch } = random.pick(chain);
    const change = random.pick([
      { hash: "f".repeat(64) },
      { previousHash: "f".repeat(64) },
      { count: batch.count + 1 },
      { count: batch.count - 1 },
      { createdAt: new Date(batch.createdAt.getTime() + 1000) },
    ]);
    Object.assign(batch, change);
    return { seq: batch.seq };
  },
  "an entry is edited and all after it sealed anew without the key"(chain, random) {
    const { found, link, entry } = pick(chain, random);
    link.entry = { ...entry, actorId: "usr_somebody" };
    resealFrom(chain, found.batch.seq - 1);
    return { seq: found.batch.seq };
  },
  "the end is cut off"(chain, random) {
    const left = random.whole(0, chain.length - 1);
    chain.splice(left);
    return { seq: left };
  },
  "a batch of another installation is put in"(chain, random) {
    const index = random.whole(0, chain.length - 1);
    const other = writeChain(createRandom(random.whole(1, 1e6)), foreignKey)[index];
    if (other) chain[index] = other;
    return { seq: index + 1 };
  },
} satisfies Record<string, (chain: FoundBatch[], random: Random) => Expected>;

function verify(chain: FoundBatch[], witness?: Head) {
  const verifier = createVerifier(key, witness);
  for (const found of chain) {
    const fault = verifier.next(found);
    if (fault) return { fault, head: verifier.head() };
  }
  return { fault: verifier.end(), head: verifier.head() };
}

function writeChain(random: Random, sealing = key): FoundBatch[] {
  const chain: FoundBatch[] = [];
  let head = genesis;
  for (let seq = 1; seq <= 5; seq++) {
    const entries = Array.from({ length: random.whole(3, 6) }, () => newEntry(random));
    const { batch, links } = sealBatch(sealing, head, entries, new Date(1e12 + seq));
    chain.push({ batch, links: links.map((link, n) => ({ ...link, entry: entries[n] ?? null })) });
    head = batch;
  }
  return chain;
}

let made = 0;

function newEntry(random: Random): Entry {
  const n = ++made;
  return {
    ...{ id: `aud_${n}`, action: "things.update", transport: "trpc", requestId: `req_${n}` },
    targetId: random.whole(0, 1) ? `tng_${n}` : null,
    ...{ actorKind: "user", actorId: `usr_${n}`, actorName: `N ${n}` },
    createdAt: new Date(1e12 + n),
  };
}

function headOf(chain: FoundBatch[]): Head {
  const { seq, hash } = chain.at(-1)?.batch ?? genesis;
  return { seq, hash };
}

type Picked = { found: FoundBatch; link: FoundBatch["links"][number]; entry: Entry };

function pick(chain: FoundBatch[], random: Random): Picked {
  const found = random.pick(chain);
  const link = random.pick(found.links);
  if (!link.entry) throw new Error("The chain has been changed before.");
  return { found, link, entry: link.entry };
}

function pickTwo(chain: FoundBatch[], random: Random): [Picked, Picked] {
  const one = pick(chain, random);
  for (;;) {
    const two = pick(chain, random);
    if (two.link !== one.link) return [one, two];
  }
}

function firstOf(one: Picked, two: Picked) {
  const place = ({ link }: Picked) => link.seq * 1000 + link.position;
  const { link } = place(one) < place(two) ? one : two;
  return { seq: link.seq, entryId: link.entryId };
}

// As somebody would who has the database and this code, and another key.
function resealFrom(chain: FoundBatch[], index: number): void {
  let head = headOf(chain.slice(0, index));
  for (const found of chain.slice(index)) {
    const entries = found.links.flatMap(({ entry }) => entry ?? []);
    const { batch, links } = sealBatch(foreignKey, head, entries, found.batch.createdAt);
    found.batch = batch;
    found.links = links.map((link, n) => ({ ...link, entry: entries[n] ?? null }));
    head = batch;
  }
}

import type { Clock } from "@crossdock/core";
import type { Database, Live, Tx } from "@crossdock/db";
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from "jose";
import { LRUCache } from "lru-cache";
import { createShortMemory } from "../short-memory.ts";
import type { Vault } from "../vault.ts";

/** The algorithm of every token of ours; no other is made or taken. */
export const signingAlgorithm = "ES256";

/** How long an access token is good, in seconds. */
export const tokenLifetime = 15 * 60;

/** The keys that are published at a moment, and which of them signs. */
export type KeySet = {
  signingKid: string;
  /** With their private halves: for the OAuth server alone. */
  keys: readonly (JWK & { kid: string })[];
};

/** The keys that sign access tokens. Right within a second of a rotation by any process. */
export type SigningKeys = {
  current(): Promise<KeySet>;
  /**
   * Puts a new key in the old one's place: published now, signing ten minutes later, when whoever
   * keeps our key set for a while has seen it; the old one is published as long as its tokens live.
   * `atOnce` is for a key that may be known to others: its tokens are refused from now on.
   */
  rotate(options: { atOnce: boolean }): Promise<{ kid: string; signsFrom: Date }>;
  /** Rotates a key that has signed for 90 days, and forgets those that are no longer published. */
  maintain(): Promise<void>;
  close(): void;
};

export type SigningKeysOptions = {
  db: Database;
  live: Pick<Live, "subscribe" | "publish">;
  vault: Vault;
  clock: Clock;
  perf?: { now(): number };
};

export function createSigningKeys(options: SigningKeysOptions): SigningKeys {
  const { db, live, vault, clock, perf } = options;
  const opened = new LRUCache<string, JWK & { kid: string }>({ max: 20 });
  const sets = createShortMemory({ read, topics: [signingKeysTopic], live, perf });

  async function open({ kid, sealed_key }: KeyRow): Promise<JWK & { kid: string }> {
    const known = opened.get(kid);
    if (known) return known;
    const key = JSON.parse(await vault.open(sealed_key, signingKeyPurpose(kid)));
    opened.set(kid, key);
    return key;
  }

  async function read(): Promise<KeySet> {
    const now = clock.now();
    const rows = await db.query<KeyRow>("signing-keys", publishedKeys, [now]);
    const signing = rows.find(({ signs_from }) => signs_from <= now);
    if (signing) return { signingKid: signing.kid, keys: await Promise.all(rows.map(open)) };
    await addFirst();
    return read();
  }

  async function addFirst(): Promise<void> {
    await inTurn(async (tx) => {
      const now = clock.now();
      const signs = { signsFrom: { lte: now }, publishedUntil: null };
      if ((await tx.signingKey.count({ where: signs })) === 0) await add(tx, now, now);
    });
  }

  async function add(tx: Tx, createdAt: Date, signsFrom: Date): Promise<string> {
    const { privateKey } = await generateKeyPair(signingAlgorithm, { extractable: true });
    const jwk = { ...(await exportJWK(privateKey)), use: "sig", alg: signingAlgorithm };
    const kid = await calculateJwkThumbprint(jwk);
    const sealedKey = await vault.seal(JSON.stringify({ ...jwk, kid }), signingKeyPurpose(kid));
    await tx.signingKey.create({ data: { kid, sealedKey, createdAt, signsFrom } });
    return kid;
  }

  // Two processes that rotate at once would each retire the other's new key.
  function inTurn<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return db.transaction(async (tx) => {
      await tx.$executeRawUnsafe("LOCK TABLE signing_key IN SHARE ROW EXCLUSIVE MODE");
      return work(tx);
    });
  }

  async function replace(tx: Tx, atOnce: boolean) {
    const now = clock.now();
    const signsFrom = atOnce ? now : later(now, announcedMs);
    const publishedUntil = atOnce ? now : later(signsFrom, tokenLifetime * 1000 + slackMs);
    const replaced = { OR: [{ publishedUntil: null }, { publishedUntil: { gt: publishedUntil } }] };
    await tx.signingKey.updateMany({ where: replaced, data: { publishedUntil } });
    return { kid: await add(tx, now, signsFrom), signsFrom };
  }

  return {
    current: () => sets.get("published"),
    async rotate({ atOnce }) {
      const made = await inTurn((tx) => replace(tx, atOnce));
      live.publish([signingKeysTopic]);
      return made;
    },
    async maintain() {
      await inTurn(async (tx) => {
        const now = clock.now();
        await tx.signingKey.deleteMany({ where: { publishedUntil: { lt: now } } });
        const newest = await tx.signingKey.findFirst({ where: { publishedUntil: null } });
        if (newest && newest.createdAt <= later(now, -rotatedAfterMs)) await replace(tx, false);
      });
    },
    close: sets.close,
  };
}

/** What is published when they change. */
export const signingKeysTopic = "signing-keys";

const announcedMs = 10 * 60_000;
const slackMs = 60_000;
const rotatedAfterMs = 90 * 86_400_000;

type KeyRow = { kid: string; sealed_key: string; signs_from: Date };

const publishedKeys = `
  SELECT kid, sealed_key, signs_from FROM signing_key
  WHERE published_until IS NULL OR published_until > $1
  ORDER BY signs_from DESC`;

/** What a signing key is sealed for. */
export function signingKeyPurpose(kid: string): string {
  return `signing key ${kid}`;
}

function later(at: Date, ms: number): Date {
  return new Date(at.getTime() + ms);
}

import { createSecretKey } from "node:crypto";
import type { ApiKeyPrincipal, Clock, Limits } from "@crossdock/core";
import type { Database } from "@crossdock/db";
import { LRUCache } from "lru-cache";
import { generateApiKey, hintOf, isWellFormed } from "./api-key.ts";
import { hmacHex } from "./secrets.ts";

/** API keys: made, recognised, and noted as used. */
export type ApiKeys = {
  /** A new key and what is kept of it. The key itself is shown once and stored nowhere. */
  issue(): { key: string; hash: string; hint: string };
  hash(key: string): string;
  /** Who the key belongs to; null for a wrong, revoked or suspended one. Right within a second of a revocation. */
  resolve(key: string): Promise<ApiKeyPrincipal | null>;
  close(): Promise<void>;
};

export type ApiKeysOptions = {
  db: Database;
  pepper: Buffer;
  clock: Clock;
  onError: (error: Error) => void;
  /** What the second of the cache is measured by, in milliseconds: a clock that never goes back. */
  perf?: { now(): number };
};

export function createApiKeys(options: ApiKeysOptions): ApiKeys {
  const { db, pepper, clock, onError, perf = performance } = options;
  const secret = createSecretKey(pepper);
  const used = new Map<string, Date>();
  const timer = setInterval(() => flush().catch(onError), 10_000);
  const known = new LRUCache<string, { principal: ApiKeyPrincipal | null }>({
    max: 10_000,
    ttl: 1000,
    perf,
    fetchMethod: async (hash) => ({ principal: await findKey(db, hash, clock.now()) }),
  });

  async function flush(): Promise<void> {
    if (used.size === 0) return;
    const ids = [...used.keys()];
    const times = [...used.values()];
    used.clear();
    await db.query("keys-used", noteUsed, [ids, times]);
  }

  return {
    issue() {
      const key = generateApiKey();
      return { key, hash: hmacHex(secret, key), hint: hintOf(key) };
    },
    hash: (key) => hmacHex(secret, key),
    async resolve(key) {
      if (!isWellFormed(key)) return null;
      const found = await known.fetch(hmacHex(secret, key));
      const principal = found?.principal ?? null;
      if (principal) used.set(principal.id, clock.now());
      return principal;
    },
    async close() {
      clearInterval(timer);
      await flush();
    },
  };
}

type KeyRow = {
  id: string;
  name: string;
  scopes: string[];
  limits: Limits;
  /** What its partner is granted, at this moment. */
  granted: string[] | null;
  partner_id: string | null;
  api_version: string | null;
};

async function findKey(db: Database, hash: string, now: Date): Promise<ApiKeyPrincipal | null> {
  const [row] = await db.query<KeyRow>("key-by-hash", keyByHash, [hash, now]);
  if (!row) return null;
  return {
    kind: "apiKey",
    id: row.id,
    name: row.name,
    partnerId: row.partner_id,
    permissions: new Set(row.partner_id === null ? row.scopes : withinGrant(row)),
    limits: row.limits,
    apiVersion: row.api_version,
  };
}

// What is taken from a partner is taken from its keys at once, whatever they were made with.
function withinGrant({ scopes, granted }: KeyRow): string[] {
  return scopes.filter((scope) => granted?.includes(scope));
}

const keyByHash = `
  SELECT k.id, k.name, k.scopes, k.partner_id, k.api_version, p.scopes AS granted,
    CASE WHEN k.limits_override_until > $2 THEN k.limits_override ELSE k.limits END AS limits
  FROM api_key k LEFT JOIN partner p ON p.id = k.partner_id
  WHERE k.hash = $1 AND k.revoked_at IS NULL AND (p.id IS NULL OR p.status = 'active')`;

const noteUsed = `
  UPDATE api_key k SET last_used_at = used.at
  FROM unnest($1::text[], $2::timestamptz[]) AS used(id, at)
  WHERE k.id = used.id AND (k.last_used_at IS NULL OR k.last_used_at < used.at)`;

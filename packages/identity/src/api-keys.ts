import { createSecretKey } from "node:crypto";
import {
  type AddressRange,
  type ApiKeyPrincipal,
  AppError,
  type Clock,
  isExpired,
  isWithin,
  parseAddressRange,
} from "@crossdock/core";
import type { Database, Live } from "@crossdock/db";
import { generateApiKey, hintOf, isWellFormed } from "./api-key.ts";
import { grantedColumn, type Held, withinGrant } from "./grant.ts";
import { createLastUses, type Sender } from "./last-uses.ts";
import { hmacHex } from "./secrets.ts";
import { createShortMemory } from "./short-memory.ts";

/** API keys: made, recognised, and noted as used. */
export type ApiKeys = {
  /** A new key and what is kept of it. The key itself is shown once and stored nowhere. */
  issue(): { key: string; hash: string; hint: string };
  hash(key: string): string;
  /**
   * Who the key belongs to, or why it is refused: `unauthenticated` for a wrong, revoked, expired or
   * suspended one, `forbidden` from an address that it is not for. Right within a second of a
   * revocation. Rejects when the database cannot be asked.
   */
  resolve(key: string, sender: Sender): Promise<Resolution>;
  close(): Promise<void>;
};

type Resolution =
  | { principal: ApiKeyPrincipal; refusal?: undefined }
  // `of`: whose key it is, or was, where the whole of it was sent.
  | { principal?: undefined; refusal: AppError; of?: ApiKeyPrincipal };

export type ApiKeysOptions = {
  db: Database;
  live: Pick<Live, "subscribe">;
  pepper: Buffer;
  clock: Clock;
  onError: (error: Error) => void;
  /** What the second of the memory is measured by, in milliseconds. */
  perf?: { now(): number };
};

export function createApiKeys(options: ApiKeysOptions): ApiKeys {
  const { db, live, pepper, clock, onError, perf } = options;
  const secret = createSecretKey(pepper);
  const lastUses = createLastUses(db, onError);
  // By the key itself, so that a call with a known one costs no hash. It is in no other place.
  const known = createShortMemory({
    // Mistyped and invented ones end here, before any question.
    read: async (key) =>
      isWellFormed(key) ? findKey(db, hmacHex(secret, key), clock.now()) : null,
    topics: ["keys", "partners"],
    ...{ live, perf },
  });
  return {
    issue() {
      const key = generateApiKey();
      return { key, hash: hmacHex(secret, key), hint: hintOf(key) };
    },
    hash: (key) => hmacHex(secret, key),
    async resolve(key, sender) {
      const found = await known.get(key);
      if (found === null) return refuse("unauthenticated", wrong);
      const { principal, ranges, refused } = found;
      // In the words for a wrong one: whom it was taken from learns nothing of it.
      if (refused) return refuse("unauthenticated", wrong, principal);
      const now = clock.now();
      // Only who has the whole key gets here: nobody else learns that it was one.
      if (isExpired(principal.expiresAt, now)) {
        return refuse("unauthenticated", "The API key has expired: ask for a new one.", principal);
      }
      if (ranges.length > 0 && !isWithin(sender.address, ranges)) {
        const detail = `The API key may not be used from ${sender.address}.`;
        return refuse("forbidden", detail, principal);
      }
      lastUses.note(principal.id, { at: now, sender });
      return { principal };
    },
    close() {
      known.close();
      return lastUses.close();
    },
  };
}

const wrong = "The API key is wrong, or it was revoked.";

function refuse(
  code: "unauthenticated" | "forbidden",
  detail: string,
  of?: ApiKeyPrincipal,
): Resolution {
  return { refusal: new AppError(code, { detail }), of };
}

type KeyRow = Held & {
  id: string;
  origin_id: string | null;
  name: string;
  partner_id: string | null;
  api_version: string | null;
  allowed_addresses: string[];
  expires_at: Date | null;
  refused: boolean;
};

/** `refused`: it was revoked, or its partner is suspended. */
type Found = { principal: ApiKeyPrincipal; ranges: readonly AddressRange[]; refused: boolean };

async function findKey(db: Database, hash: string, now: Date): Promise<Found | null> {
  const [row] = await db.query<KeyRow>("key-by-hash", keyByHash, [hash, now]);
  if (!row) return null;
  const { scopes, limits } = withinGrant(row);
  const principal: ApiKeyPrincipal = {
    kind: "apiKey",
    id: row.id,
    originId: row.origin_id ?? row.id,
    name: row.name,
    partnerId: row.partner_id,
    permissions: new Set(scopes),
    limits,
    apiVersion: row.api_version,
    expiresAt: row.expires_at,
  };
  const { refused, allowed_addresses: ranges } = row;
  return { principal, ranges: ranges.map(rangeOf), refused };
}

// A range that cannot be read must not turn into none, which would open the key to every address.
function rangeOf(text: string): AddressRange {
  const range = parseAddressRange(text);
  if (!range) throw new Error(`${text} is no range of addresses.`);
  return range;
}

const keyByHash = `
  SELECT k.id, k.origin_id, k.name, k.scopes, k.partner_id, k.api_version, k.allowed_addresses,
    k.expires_at, k.revoked_at IS NOT NULL OR coalesce(p.status <> 'active', false) AS refused,
    ${grantedColumn},
    CASE WHEN k.limits_override_until > $2 THEN k.limits_override ELSE k.limits END AS limits
  FROM api_key k LEFT JOIN partner p ON p.id = k.partner_id
  WHERE k.hash = $1`;

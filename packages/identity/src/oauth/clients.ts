import { createSecretKey, timingSafeEqual } from "node:crypto";
import { type Clock, idPattern } from "@crossdock/core";
import type { Database } from "@crossdock/db";
import { generateCredential, hasChecksum } from "../credential.ts";
import { grantedColumn, type Held, withinGrant } from "../grant.ts";
import { hmacHex } from "../secrets.ts";

/** The programs that get tokens, as the OAuth server sees them. */
export type OauthClients = {
  /** A new secret and what is kept of it. The secret itself is shown once and stored nowhere. */
  issueSecret(): { secret: string; hash: string; hint: string };
  /** Null for one that does not exist, is revoked or holds nothing, or whose partner is suspended. */
  find(id: string): Promise<OauthClientRow | null>;
  /** Whether this is the client's secret, or the one before it within the time both are taken. */
  secretMatches(id: string, secret: string): Promise<boolean>;
};

export type OauthClientRow = {
  id: string;
  name: string;
  public: boolean;
  grants: string[];
  scopes: string[];
  redirect_uris: string[];
  partner_name: string | null;
  document_url: string | null;
};

export function createOauthClients(db: Database, pepper: Buffer, clock: Clock): OauthClients {
  const key = createSecretKey(pepper);

  return {
    issueSecret() {
      const secret = generateCredential("cds_");
      return { secret, hash: hmacHex(key, secret), hint: `cds_…${secret.slice(-4)}` };
    },
    async find(id) {
      if (!isClientId.test(id)) return null;
      const [row] = await db.query<OauthClientRow & Held>("oauth-client", clientById, [id]);
      if (!row) return null;
      const { scopes } = withinGrant(row);
      // Without any it would be asked what to give it, as one that was never registered.
      return scopes.length === 0 ? null : { ...row, scopes };
    },
    async secretMatches(id, secret) {
      if (!format.test(secret) || !hasChecksum(secret)) return false;
      const values = [id, clock.now()];
      const [row] = await db.query<SecretRow>("oauth-client-secret", secretsById, values);
      const given = Buffer.from(hmacHex(key, secret));
      return (row?.hashes ?? []).some((hash) => timingSafeEqual(Buffer.from(hash), given));
    },
  };
}

const isClientId = idPattern("cli");
const format = /^cds_[0-9A-Za-z]{46}$/;

const clientById = `
  SELECT c.id, c.name, c.public, c.grants, c.scopes, c.redirect_uris, c.document_url,
    c.limits, p.name AS partner_name, ${grantedColumn}
  FROM oauth_client c LEFT JOIN partner p ON p.id = c.partner_id
  WHERE c.id = $1 AND c.revoked_at IS NULL AND (p.id IS NULL OR p.status = 'active')`;

type SecretRow = { hashes: string[] };

const secretsById = `
  SELECT array_remove(ARRAY[secret_hash,
    CASE WHEN previous_secret_until > $2 THEN previous_secret_hash END], NULL) AS hashes
  FROM oauth_client WHERE id = $1`;

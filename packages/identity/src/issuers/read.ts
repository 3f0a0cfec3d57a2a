import type { Database } from "@crossdock/db";
import { grantedColumn, type Held } from "../grant.ts";
import type { ScopeRule } from "./rules.ts";

/** A trusted issuer as it is at this moment. */
export type Issuer = Omit<Held, "scopes"> & {
  id: string;
  name: string;
  issuer: string;
  jwksUrl: string;
  audience: string;
  subjectClaim: string;
  rules: ScopeRule[];
  enabled: boolean;
  partnerId: string | null;
  /** Missing where there is no partner. */
  partnerStatus: string | null;
};

/** Null where nobody of that name is trusted. */
export async function readIssuer(db: Database, issuer: string): Promise<Issuer | null> {
  const [row] = await db.query<Issuer>("issuer-by-name", issuerByName, [issuer]);
  return row ?? null;
}

const issuerByName = `
  SELECT i.id, i.name, i.issuer, i.jwks_url AS "jwksUrl", i.audience,
    i.subject_claim AS "subjectClaim", i.rules, i.limits, i.enabled,
    i.partner_id AS "partnerId", p.status AS "partnerStatus", ${grantedColumn}
  FROM trusted_issuer i LEFT JOIN partner p ON p.id = i.partner_id
  WHERE i.issuer = $1`;

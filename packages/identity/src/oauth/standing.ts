import type { CustomerPrincipal, OAuthClientPrincipal } from "@crossdock/core";
import type { Database } from "@crossdock/db";
import { grantedColumn, type Held, withinGrant } from "../grant.ts";
import type { AccessTokenClaims } from "./access-tokens.ts";

/** Whom a verified token speaks for at this moment. */
export type Standing = { principal: OAuthClientPrincipal | CustomerPrincipal };

/**
 * Null where the token, its client, the client's partner, the grant behind it or the customer who gave
 * the grant is no longer good. What was taken from the client is taken from its tokens.
 */
export async function standingOf(
  db: Database,
  claims: AccessTokenClaims,
  customerScopes: readonly string[],
  now: Date,
): Promise<Standing | null> {
  const { jti, sub, client_id: clientId, grant_id: grantId = null } = claims;
  const customerId = sub === clientId ? null : sub;
  const values = [clientId, jti, customerId, grantId, now];
  const [row] = await db.query<ClientRow>("token-standing", standing, values);
  if (!row) return null;
  const { id, name, partner_id: partnerId, api_version: apiVersion } = row;
  const { scopes, limits } = withinGrant(row);
  const held = claims.scope.split(" ").filter((scope) => scopes.includes(scope));
  const shared = { name, partnerId, limits, apiVersion };
  if (customerId === null) {
    return { principal: { kind: "oauthClient", id, permissions: new Set(held), ...shared } };
  }
  const permissions = new Set(held.filter((scope) => customerScopes.includes(scope)));
  return {
    principal: { kind: "customer", id: customerId, clientId: id, permissions, ...shared },
  };
}

type ClientRow = Held & {
  id: string;
  name: string;
  partner_id: string | null;
  api_version: string | null;
};

// A token of a customer's without a grant is none of ours: both are there, or neither is.
const standing = `
  SELECT c.id, c.name, c.scopes, c.partner_id, c.limits, c.api_version, ${grantedColumn}
  FROM oauth_client c LEFT JOIN partner p ON p.id = c.partner_id
  WHERE (c.id = $1 OR c.document_url = $1) AND c.revoked_at IS NULL
    AND (p.id IS NULL OR p.status = 'active')
    AND NOT EXISTS (SELECT FROM revoked_token t WHERE t.jti = $2)
    AND ($3::text IS NULL OR EXISTS (SELECT FROM customer_account u WHERE u.customer_id = $3))
    AND (($3::text IS NULL AND $4::text IS NULL) OR EXISTS (
      SELECT FROM oauth_record g WHERE g.model = 'Grant' AND g.id = $4
        AND g.client_id = $1 AND g.account_id = $3 AND g.expires_at > $5))`;

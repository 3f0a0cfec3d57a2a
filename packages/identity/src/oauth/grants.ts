import type { Clock } from "@crossdock/core";
import type { Database } from "@crossdock/db";

/** What customers have allowed programs. */
export type Grants = {
  /** The id of the grant that stands between the two, or null. */
  find(clientId: string, customerId: string): Promise<string | null>;
  /** Whether there is a customer with this account. */
  isCustomer(id: string): Promise<boolean>;
};

export function createGrants(db: Database, clock: Clock): Grants {
  return {
    async find(clientId, customerId) {
      const values = [clientId, customerId, clock.now()];
      const [row] = await db.query<{ id: string }>("oauth-grant", standingGrant, values);
      return row?.id ?? null;
    },
    async isCustomer(id) {
      return (await db.query("oauth-customer", customer, [id])).length > 0;
    },
  };
}

const standingGrant = `
  SELECT id FROM oauth_record
  WHERE model = 'Grant' AND client_id = $1 AND account_id = $2 AND expires_at > $3
  ORDER BY created_at DESC LIMIT 1`;

const customer = "SELECT 1 FROM customer_account WHERE customer_id = $1";

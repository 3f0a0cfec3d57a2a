import type { Clock } from "@crossdock/core";
import type { Database } from "@crossdock/db";
import { randomToken, sha256Hex } from "../secrets.ts";

/** Whose browser it is. */
export type CustomerSession = { accountId: string; customerId: string; email: string };

/** Browsers of customers: of no use on the dashboard, whose sessions are no use here. */
export type CustomerSessions = {
  start(accountId: string): Promise<{ token: string }>;
  /** Null for one that is unknown, ended, half an hour idle or twelve hours old. */
  read(token: string): Promise<CustomerSession | null>;
  end(token: string): Promise<void>;
};

export function createCustomerSessions(db: Database, clock: Clock): CustomerSessions {
  return {
    async start(accountId) {
      const token = randomToken();
      const now = clock.now();
      const times = { createdAt: now, lastSeenAt: now, expiresAt: later(now, lifetimeMs) };
      await db.prisma.customerSession.create({
        data: { tokenHash: sha256Hex(token), accountId, ...times },
      });
      return { token };
    },

    async read(token) {
      const now = clock.now();
      const hash = sha256Hex(token);
      const values = [hash, now, later(now, -idleMs)];
      const [row] = await db.query<SessionRow>("customer-session-read", sessionRead, values);
      if (!row) return null;
      const { lastSeenAt, ...session } = row;
      if (now.getTime() - lastSeenAt.getTime() > 60_000) {
        await db.query("customer-session-seen", sessionSeen, [hash, now]);
      }
      return session;
    },

    async end(token) {
      await db.prisma.customerSession.deleteMany({ where: { tokenHash: sha256Hex(token) } });
    },
  };
}

const lifetimeMs = 12 * 3_600_000;
const idleMs = 30 * 60_000;

type SessionRow = CustomerSession & { lastSeenAt: Date };

const sessionRead = `
  SELECT a.id AS "accountId", a.customer_id AS "customerId", a.email, s.last_seen_at AS "lastSeenAt"
  FROM customer_session s JOIN customer_account a ON a.id = s.account_id
  WHERE s.token_hash = $1 AND s.expires_at > $2 AND s.last_seen_at > $3`;

const sessionSeen = "UPDATE customer_session SET last_seen_at = $2 WHERE token_hash = $1";

function later(at: Date, ms: number): Date {
  return new Date(at.getTime() + ms);
}

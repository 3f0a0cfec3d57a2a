import { type Clock, newId, type UserPrincipal } from "@crossdock/core";
import type { Database, Tx } from "@crossdock/db";
import { randomToken, sha256Hex } from "./secrets.ts";

/** Signed-in browsers. The token is in the cookie alone; role and status are read at each call. */
export type Sessions = {
  start(userId: string): Promise<{ token: string }>;
  read(token: string): Promise<UserPrincipal | null>;
  end(token: string): Promise<void>;
  /** A link's token, good once within the hour; it exists if and only if `tx` commits. */
  createLink(userId: string, tx?: Pick<Tx, "loginLink">): Promise<{ token: string }>;
  /** Uses a link up and returns its user. */
  useLink(token: string): Promise<{ userId: string } | null>;
};

export type SessionsOptions = {
  db: Database;
  clock: Clock;
  permissionsOf: (role: string) => ReadonlySet<string>;
};

export function createSessions({ db, clock, permissionsOf }: SessionsOptions): Sessions {
  return {
    async start(userId) {
      const token = randomToken();
      const now = clock.now();
      await db.prisma.session.create({
        data: {
          id: newId("ses", now),
          tokenHash: sha256Hex(token),
          userId,
          createdAt: now,
          lastSeenAt: now,
          expiresAt: new Date(now.getTime() + lifetimeMs),
        },
      });
      return { token };
    },

    async read(token) {
      const now = clock.now();
      const idleSince = new Date(now.getTime() - idleMs);
      const hash = sha256Hex(token);
      const [row] = await db.query<SessionRow>("session-read", sessionRead, [hash, now, idleSince]);
      if (!row) return null;
      if (now.getTime() - row.last_seen_at.getTime() > 60_000) {
        await db.query("session-seen", sessionSeen, [row.session_id, now]);
      }
      const { id, name, role, session_id: sessionId, partner_id: partnerId } = row;
      const permissions = permissionsOf(role);
      return { kind: "user", id, name, role, sessionId, partnerId, permissions };
    },

    async end(token) {
      await db.prisma.session.deleteMany({ where: { tokenHash: sha256Hex(token) } });
    },

    async createLink(userId, tx = db.prisma) {
      const token = randomToken();
      const expiresAt = new Date(clock.now().getTime() + linkMs);
      await tx.loginLink.create({
        data: { tokenHash: sha256Hex(token), userId, expiresAt },
      });
      return { token };
    },

    async useLink(token) {
      const [row] = await db.query<{ userId: string }>("link-use", linkUse, [
        sha256Hex(token),
        clock.now(),
      ]);
      return row ?? null;
    },
  };
}

const lifetimeMs = 12 * 3_600_000;
const idleMs = 2 * 3_600_000;
const linkMs = 3_600_000;

type SessionRow = {
  session_id: string;
  last_seen_at: Date;
  id: string;
  name: string;
  role: string;
  partner_id: string | null;
};

const sessionRead = `
  SELECT s.id AS session_id, s.last_seen_at, u.id, u.name, u.role, u.partner_id
  FROM session s JOIN "user" u ON u.id = s.user_id LEFT JOIN partner p ON p.id = u.partner_id
  WHERE s.token_hash = $1 AND s.expires_at > $2 AND s.last_seen_at > $3 AND u.status = 'active'
    AND (p.id IS NULL OR p.status = 'active')`;

const sessionSeen = "UPDATE session SET last_seen_at = $2 WHERE id = $1";

// One statement, so that two browsers with the same link cannot both use it.
const linkUse = `
  DELETE FROM login_link l USING "user" u
  WHERE l.token_hash = $1 AND l.expires_at > $2 AND u.id = l.user_id AND u.status = 'active'
  RETURNING l.user_id AS "userId"`;

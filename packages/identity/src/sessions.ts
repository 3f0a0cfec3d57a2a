import { type Clock, newId, type UserPrincipal } from "@crossdock/core";
import type { Database, Tx } from "@crossdock/db";
import { randomToken, sha256Hex } from "./secrets.ts";

/** Where a sign-in comes from. */
export type Client = { address: string; userAgent?: string | null };

/** A signed-in browser as its user sees it. */
export type SessionInfo = {
  id: string;
  userAgent: string | null;
  address: string | null;
  createdAt: Date;
  lastSeenAt: Date;
};

/** Signed-in browsers. The token is in the cookie alone; role and status are read at each call. */
export type Sessions = {
  /** The session of a user who is not active is never good. */
  start(userId: string, client?: Client): Promise<{ token: string }>;
  read(token: string): Promise<UserPrincipal | null>;
  /** Those that are good now, the last seen first. */
  list(userId: string): Promise<SessionInfo[]>;
  /** Takes the wish to link an account of this provider, where the session has one; once. */
  takeLinking(token: string, provider: string): Promise<UserPrincipal | null>;
  end(token: string): Promise<void>;
  /** Ends all sessions of a user, but the one named, with every link and every half sign-in. */
  endAll(userId: string, tx: EndTx, except?: string): Promise<void>;
  /** A link's token, good once, within the hour by default; it exists if and only if `tx` commits. */
  createLink(userId: string, tx?: Pick<Tx, "loginLink">, hours?: number): Promise<Link>;
  /** Whose a link is that is still good, without using it up. */
  readLink(token: string): Promise<{ userId: string; invitation: boolean } | null>;
  /** Uses a link up, with all others of its user, and returns that user. */
  useLink(token: string): Promise<{ userId: string } | null>;
};

type Link = { token: string };
type EndTx = Pick<Tx, "session" | "loginLink" | "loginChallenge">;

export type SessionsOptions = {
  db: Database;
  clock: Clock;
  permissionsOf: (role: string) => ReadonlySet<string>;
};

export function createSessions({ db, clock, permissionsOf }: SessionsOptions): Sessions {
  const idleSince = (now: Date) => new Date(now.getTime() - idleMs);

  async function read(token: string): Promise<UserPrincipal | null> {
    const now = clock.now();
    const parameters = [sha256Hex(token), now, idleSince(now)];
    const [row] = await db.query<SessionRow>("session-read", sessionRead, parameters);
    if (!row) return null;
    if (now.getTime() - row.last_seen_at.getTime() > 60_000) {
      await db.query("session-seen", sessionSeen, [row.session_id, now]);
    }
    const { id, name, role, session_id: sessionId, partner_id: partnerId } = row;
    const permissions = permissionsOf(role);
    return { kind: "user", id, name, role, sessionId, partnerId, permissions };
  }

  return {
    read,

    async takeLinking(token, provider) {
      const parameters = [sha256Hex(token), provider, clock.now()];
      const taken = await db.query("linking-take", linkingTake, parameters);
      return taken.length === 1 ? read(token) : null;
    },

    async start(userId, client) {
      const token = randomToken();
      const now = clock.now();
      const expiresAt = new Date(now.getTime() + lifetimeMs);
      const { address = null, userAgent } = client ?? {};
      await db.query("session-start", sessionStart, [
        newId("ses", now),
        sha256Hex(token),
        userId,
        userAgent?.slice(0, 500) ?? null,
        address,
        now,
        expiresAt,
      ]);
      return { token };
    },

    async list(userId) {
      const now = clock.now();
      const rows = await db.prisma.session.findMany({
        where: { userId, expiresAt: { gt: now }, lastSeenAt: { gt: idleSince(now) } },
        select: { id: true, userAgent: true, address: true, createdAt: true, lastSeenAt: true },
        take: 100,
      });
      return rows.sort((one, other) => other.lastSeenAt.getTime() - one.lastSeenAt.getTime());
    },

    async end(token) {
      await db.prisma.session.deleteMany({ where: { tokenHash: sha256Hex(token) } });
    },

    async endAll(userId, tx, except) {
      await tx.session.deleteMany({ where: { userId, id: { not: except } } });
      await tx.loginLink.deleteMany({ where: { userId } });
      await tx.loginChallenge.deleteMany({ where: { userId } });
    },

    async createLink(userId, tx = db.prisma, hours = 1) {
      const token = randomToken();
      const expiresAt = new Date(clock.now().getTime() + hours * 3_600_000);
      await tx.loginLink.create({
        data: { tokenHash: sha256Hex(token), userId, expiresAt },
      });
      return { token };
    },

    async readLink(token) {
      const row = await db.prisma.loginLink.findFirst({
        where: { ...goodLink(token, clock.now()), user: { status: "active" } },
        select: { userId: true, user: { select: { lastSignInAt: true } } },
      });
      return row && { userId: row.userId, invitation: row.user.lastSignInAt === null };
    },

    async useLink(token) {
      const parameters = [sha256Hex(token), clock.now()];
      const [row] = await db.query<{ userId: string }>("link-use", linkUse, parameters);
      if (!row) return null;
      // What was mailed besides is of no more use to its owner, and would be to a finder.
      await db.prisma.loginLink.deleteMany({ where: { userId: row.userId } });
      return row;
    },
  };
}

const lifetimeMs = 12 * 3_600_000;
const idleMs = 2 * 3_600_000;

function goodLink(token: string, now: Date) {
  return { tokenHash: sha256Hex(token), expiresAt: { gt: now } };
}

type SessionRow = {
  session_id: string;
  last_seen_at: Date;
  id: string;
  name: string;
  role: string;
  partner_id: string | null;
};

const sessionStart = `
  WITH member AS (
    UPDATE "user" SET last_sign_in_at = $6 WHERE id = $3 AND status = 'active' RETURNING id)
  INSERT INTO session
    (id, token_hash, user_id, user_agent, address, created_at, last_seen_at, expires_at)
  SELECT $1, $2, id, $4, $5, $6, $6, $7 FROM member`;

const sessionRead = `
  SELECT s.id AS session_id, s.last_seen_at, u.id, u.name, u.role, u.partner_id
  FROM session s JOIN "user" u ON u.id = s.user_id LEFT JOIN partner p ON p.id = u.partner_id
  WHERE s.token_hash = $1 AND s.expires_at > $2 AND s.last_seen_at > $3 AND u.status = 'active'
    AND (p.id IS NULL OR p.status = 'active')`;

const linkingTake = `
  UPDATE session SET linking = NULL, linking_until = NULL
  WHERE token_hash = $1 AND linking = $2 AND linking_until > $3 RETURNING id`;

const sessionSeen = "UPDATE session SET last_seen_at = $2 WHERE id = $1";

// One statement, so that two browsers with the same link cannot both use it.
const linkUse = `
  DELETE FROM login_link l USING "user" u
  WHERE l.token_hash = $1 AND l.expires_at > $2 AND u.id = l.user_id AND u.status = 'active'
  RETURNING l.user_id AS "userId"`;

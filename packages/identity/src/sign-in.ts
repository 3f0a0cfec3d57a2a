import { AppError, type Clock, canonicalEmail } from "@crossdock/core";
import type { Database } from "@crossdock/db";
import { networkOf } from "./network.ts";
import type { Passwords } from "./passwords.ts";
import type { SecondFactor } from "./second-factor.ts";
import { randomToken, sha256Hex } from "./secrets.ts";
import type { Client, Sessions } from "./sessions.ts";
import type { Throttle } from "./throttle.ts";

export type SignedIn = { token: string; userId: string; name: string; role: string };

/** The first factor was right, and the user has a second: `challenge` is for `byCode`. */
export type Challenged = { challenge: string };

export type SignInAnswer = SignedIn | Challenged | null;

/** The ways into the dashboard. Each first factor ends in a session, or in the question for the second. */
export type SignIn = {
  /**
   * Null for a wrong password as for an unknown address, after the same work.
   * @throws AppError `rate_limited` after ten failures in a quarter of an hour
   */
  byPassword(input: { email: string; password: string } & Client): Promise<SignInAnswer>;
  /** `password` becomes the member's where the link is an invitation. */
  byLink(token: string, options?: { client?: Client; password?: string }): Promise<SignInAnswer>;
  /**
   * The second factor. Null for a wrong code, while the challenge has tries left.
   * @throws AppError `unauthenticated` where the challenge is over, `rate_limited`
   */
  byCode(input: { challenge: string; code: string } & Client): Promise<SignedIn | null>;
  /** Counts a wish for a link by mail. @throws AppError `rate_limited` after three for an account */
  countLinkRequest(input: { email: string; address: string }): Promise<void>;
  /** After a first factor that was verified elsewhere. Null for a user who is not active. */
  begin(userId: string, client?: Client): Promise<SignInAnswer>;
};

export type SignInOptions = {
  db: Database;
  clock: Clock;
  passwords: Passwords;
  sessions: Sessions;
  secondFactor: SecondFactor;
  throttle: Throttle;
};

export function createSignIn(options: SignInOptions): SignIn {
  const { db, clock, passwords, sessions, secondFactor, throttle } = options;

  async function startSession(userId: string, client?: Client): Promise<SignedIn | null> {
    const { token } = await sessions.start(userId, client);
    const user = await sessions.read(token);
    return user && { token, userId: user.id, name: user.name, role: user.role };
  }

  async function begin(userId: string, client?: Client): Promise<SignInAnswer> {
    if ((await secondFactor.state(userId)) === null) return startSession(userId, client);
    const challenge = randomToken();
    await db.prisma.loginChallenge.create({
      data: {
        tokenHash: sha256Hex(challenge),
        userId,
        triesLeft: triesMax,
        expiresAt: new Date(clock.now().getTime() + challengeMs),
      },
    });
    return { challenge };
  }

  return {
    begin,

    async byPassword({ email, password, ...client }) {
      const account = canonicalEmail(email);
      const names = [`address ${networkOf(client.address)}`, `account ${account}`];
      const forgive = await throttle.begin(names);
      const user = await db.prisma.user.findUnique({ where: { email: account } });
      const stored = user?.status === "active" ? user.passwordHash : null;
      if (!(await passwords.verify(stored, password))) return null;
      await forgive();
      return user && begin(user.id, client);
    },

    async byLink(token, { client, password } = {}) {
      const link = await sessions.readLink(token);
      // Hashed before the link is used up: what can fail comes first.
      const passwordHash =
        link?.invitation && password ? await passwords.hash(password) : undefined;
      const used = await sessions.useLink(token);
      if (!used) return null;
      if (passwordHash) {
        await db.prisma.user.update({ where: { id: used.userId }, data: { passwordHash } });
      }
      return begin(used.userId, client);
    },

    async countLinkRequest({ email, address }) {
      await throttle.begin([`link address ${networkOf(address)}`]);
      await throttle.begin([`link account ${canonicalEmail(email)}`], 3);
    },

    async byCode({ challenge, code, ...client }) {
      const tokenHash = sha256Hex(challenge);
      const parameters = [tokenHash, clock.now()];
      const [row] = await db.query<{ userId: string }>("challenge-try", challengeTry, parameters);
      if (!row) {
        throw new AppError("unauthenticated", { detail: "This took too long. Sign in again." });
      }
      if (!(await secondFactor.check(row.userId, code))) return null;
      const { count } = await db.prisma.loginChallenge.deleteMany({ where: { tokenHash } });
      return count === 1 ? startSession(row.userId, client) : null;
    },
  };
}

const challengeMs = 5 * 60_000;
const triesMax = 5;

// A try is spent before the code is looked at: five at once are five tries.
const challengeTry = `
  UPDATE login_challenge c SET tries_left = tries_left - 1 FROM "user" u
  WHERE c.token_hash = $1 AND c.expires_at > $2 AND c.tries_left > 0
    AND u.id = c.user_id AND u.status = 'active'
  RETURNING c.user_id AS "userId"`;

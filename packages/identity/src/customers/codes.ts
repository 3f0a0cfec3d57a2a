import { randomInt, timingSafeEqual } from "node:crypto";
import { type Clock, canonicalEmail } from "@crossdock/core";
import type { Database, Tx } from "@crossdock/db";
import { networkOf } from "../network.ts";
import { randomToken, sha256Hex } from "../secrets.ts";
import type { Throttle } from "../throttle.ts";

export type CodePurpose = "sign_up" | "reset";

/** Codes by mail, which prove that an address is the visitor's. */
export type CustomerCodes = {
  /**
   * A new code, with the same work for every address: `code` is for the mail, `challenge` for the
   * browser, `id` for the job that mails it. Those for the address before it are good no more.
   * @throws AppError `rate_limited` after five for an address of e-mail or ten from a network in a
   *   quarter of an hour
   */
  issue(input: {
    email: string;
    purpose: CodePurpose;
    address: string;
  }): Promise<{ id: string; challenge: string; code: string }>;
  /** Whom a code that is still good is for. */
  find(id: string): Promise<{ email: string; purpose: CodePurpose } | null>;
  /**
   * Null for a wrong code, and for one that is too old or was tried five times. A right one stays
   * good until it is used up.
   * @throws AppError `rate_limited`
   */
  check(input: {
    challenge: string;
    code: string;
    address: string;
  }): Promise<{ id: string; email: string } | null>;
  /** False where another request was quicker. */
  useUp(id: string, tx: Pick<Tx, "customerCode">): Promise<boolean>;
};

export function createCustomerCodes(db: Database, clock: Clock, throttle: Throttle): CustomerCodes {
  return {
    async issue({ email: given, purpose, address }) {
      const email = canonicalEmail(given);
      await throttle.begin([`customer mails to ${networkOf(address)}`]);
      // Each mail is a few more guesses, and a nuisance for whoever did not ask for it.
      await throttle.begin([`customer mails for ${email}`], mailsMax);
      const [challenge, code] = [randomToken(), String(randomInt(10 ** 8)).padStart(8, "0")];
      const [id, now] = [sha256Hex(challenge), clock.now()];
      await db.prisma.customerCode.deleteMany({
        where: { OR: [{ email }, { expiresAt: { lt: now } }] },
      });
      await db.prisma.customerCode.create({
        data: {
          ...{ tokenHash: id, email, purpose, triesLeft: triesMax, createdAt: now },
          codeHash: hashOf(challenge, code),
          expiresAt: new Date(now.getTime() + lifetimeMs),
        },
      });
      return { id, challenge, code };
    },

    find: (id) =>
      db.prisma.customerCode.findUnique({
        where: { tokenHash: id, expiresAt: { gt: clock.now() } },
        select: { email: true, purpose: true },
      }),

    async check({ challenge, code, address }) {
      const from = `customer codes from ${networkOf(address)}`;
      const forgive = await throttle.begin([from], triesMax * mailsMax);
      const id = sha256Hex(challenge);
      const values = [id, clock.now()];
      const [row] = await db.query<CodeRow>("customer-code-try", spendTry, values);
      const given = Buffer.from(hashOf(challenge, code.replace(/\D/g, "")));
      if (!row || !timingSafeEqual(given, Buffer.from(row.codeHash))) return null;
      await forgive();
      return { id, email: row.email };
    },

    async useUp(id, tx) {
      const { count } = await tx.customerCode.deleteMany({ where: { tokenHash: id } });
      return count === 1;
    },
  };
}

const lifetimeMs = 15 * 60_000;
const triesMax = 5;
const mailsMax = 5;

type CodeRow = { email: string; codeHash: string };

// A try is spent before the code is looked at: a hundred at once are five.
const spendTry = `
  UPDATE customer_code SET tries_left = tries_left - 1
  WHERE token_hash = $1 AND expires_at > $2 AND tries_left > 0
  RETURNING email, code_hash AS "codeHash"`;

// Together with the token, which is not in the database: who reads the table cannot try all codes.
function hashOf(challenge: string, code: string): string {
  return sha256Hex(`${challenge} ${code}`);
}

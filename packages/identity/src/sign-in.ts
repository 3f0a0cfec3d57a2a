import { AppError } from "@crossdock/core";
import type { Database } from "@crossdock/db";
import { RateLimiterMemory, type RateLimiterRes } from "rate-limiter-flexible";
import type { Passwords } from "./passwords.ts";
import { networkOf } from "./rate-limits.ts";
import type { Sessions } from "./sessions.ts";

export type SignedIn = { token: string; userId: string; name: string; role: string };

/** The ways into the dashboard. */
export type SignIn = {
  /**
   * Null for a wrong password as for an unknown address, after the same work.
   * @throws AppError `rate_limited` after ten failures in a quarter of an hour
   */
  byPassword(input: { email: string; password: string; address: string }): Promise<SignedIn | null>;
  byLink(token: string): Promise<SignedIn | null>;
};

export function createSignIn(db: Database, passwords: Passwords, sessions: Sessions): SignIn {
  const failures = new RateLimiterMemory({ points: failuresMax, duration: 15 * 60 });

  async function begin(userId: string): Promise<SignedIn | null> {
    const { token } = await sessions.start(userId);
    const user = await sessions.read(token);
    return user && { token, userId: user.id, name: user.name, role: user.role };
  }

  return {
    async byPassword({ email, password, address }) {
      const account = email.trim().toLowerCase();
      const counters = [`account ${account}`, `address ${networkOf(address)}`];
      // Counted before the password is looked at, or a thousand guesses at once would all get in.
      for (const counter of counters) refuseBeyondLimit(await failures.penalty(counter));
      const user = await db.prisma.user.findUnique({ where: { email: account } });
      const stored = user?.status === "active" ? user.passwordHash : null;
      if (!(await passwords.verify(stored, password))) return null;
      for (const counter of counters) await failures.reward(counter);
      return user && begin(user.id);
    },
    async byLink(token) {
      const used = await sessions.useLink(token);
      return used && begin(used.userId);
    },
  };
}

const failuresMax = 10;

function refuseBeyondLimit(state: RateLimiterRes): void {
  if (state.consumedPoints <= failuresMax) return;
  throw new AppError("rate_limited", {
    detail: "Too many failed sign-ins. Try again later.",
    retryAfter: Math.ceil(state.msBeforeNext / 1000),
  });
}

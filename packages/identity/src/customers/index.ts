import { type Clock, canonicalEmail } from "@crossdock/core";
import type { Database } from "@crossdock/db";
import { networkOf } from "../network.ts";
import type { Passwords } from "../passwords.ts";
import type { Throttle } from "../throttle.ts";
import { type CustomerCodes, createCustomerCodes } from "./codes.ts";
import { type CustomerSession, type CustomerSessions, createCustomerSessions } from "./sessions.ts";

export type { CodePurpose } from "./codes.ts";
export type { CustomerSession } from "./sessions.ts";

/** Customers who sign in: they have nothing in common with the dashboard's users but the ways. */
export type Customers = {
  /** Who is signed in; null for a token that is good no more. */
  sessionOf(token: string): Promise<CustomerSession | null>;
  sessions: CustomerSessions;
  codes: CustomerCodes;
  /**
   * Null for a wrong password as for an unknown address, after the same work.
   * @throws AppError `rate_limited` after ten failures in a quarter of an hour
   */
  signIn(input: {
    email: string;
    password: string;
    address: string;
  }): Promise<{ token: string } | null>;
};

export type CustomersOptions = {
  db: Database;
  clock: Clock;
  passwords: Passwords;
  throttle: Throttle;
};

export function createCustomers({ db, clock, passwords, throttle }: CustomersOptions): Customers {
  const sessions = createCustomerSessions(db, clock);
  return {
    sessions,
    sessionOf: sessions.read,
    codes: createCustomerCodes(db, clock, throttle),
    async signIn({ email: given, password, address }) {
      const email = canonicalEmail(given);
      const names = [`customer address ${networkOf(address)}`, `customer ${email}`];
      const forgive = await throttle.begin(names);
      const account = await db.prisma.customerAccount.findUnique({ where: { email } });
      const isRight = await passwords.verify(account?.passwordHash ?? null, password);
      if (!account || !isRight) return null;
      await forgive();
      return sessions.start(account.id);
    },
  };
}

import { AppError, canonicalEmail, newId, systemPrincipal } from "@crossdock/core";
import type { CodePurpose, CustomerSession } from "@crossdock/identity";
import { refuseWrites } from "../pauses/refuse.ts";
import type { Context, Services } from "../procedure/context.ts";
import { unitOfWork } from "../procedure/unit-of-work.ts";
import type { SocialProfile } from "../users/social.ts";
import { openAccount } from "./account.ts";
import { mailCodeJob, sealCode } from "./mail-code.ts";

type SignedIn = { token: string };

/** The ways into a customer's account, for pages: their callers are nobody yet, so these are no procedures. */
export type CustomerAccess = {
  sessionOf(token: string): Promise<CustomerSession | null>;
  /** Null for a wrong password as for an unknown address. @throws AppError `rate_limited` */
  signIn(input: { email: string; password: string; address: string }): Promise<SignedIn | null>;
  signOut(token: string): Promise<void>;
  /**
   * Mails a code, with the same answer and work for every address. The challenge is for the cookie of
   * the browser that asked. @throws AppError `rate_limited`, `read_only`
   */
  askForCode(input: {
    email: string;
    purpose: CodePurpose;
    address: string;
  }): Promise<{ challenge: string }>;
  /**
   * The code proves the address: its account is opened where there is none, the password set, and
   * every other session ended. Null for a wrong code.
   * @throws AppError `rate_limited`, `conflict`, `read_only`
   */
  redeemCode(input: {
    challenge: string;
    code: string;
    password: string;
    address: string;
  }): Promise<SignedIn | null>;
  /**
   * After a sign-in at a provider. The subject opens the account that it is bound to; a new one is
   * bound by an address which the provider has verified, and by nothing else: null without.
   * @throws AppError `read_only` where one would have to be bound
   */
  signInByProvider(
    profile: Pick<SocialProfile, "issuer" | "subject" | "verifiedEmail">,
  ): Promise<SignedIn | null>;
};

export function createCustomerAccess(services: Services): CustomerAccess {
  const { db, jobs, identity } = services;
  const { customers, passwords } = identity;

  return {
    sessionOf: customers.sessionOf,
    signIn: customers.signIn,
    signOut: customers.sessions.end,

    async askForCode(input) {
      // No code is mailed that nothing could be done with.
      refuseWrites(asVisitor(services));
      const { id, code, challenge } = await customers.codes.issue(input);
      await jobs.enqueue(mailCodeJob, { id, code: await sealCode(services, id, code) });
      return { challenge };
    },

    async redeemCode({ password, ...input }) {
      refuseWrites(asVisitor(services));
      const proven = await customers.codes.check(input);
      if (!proven) return null;
      // Before the code is used up: what can fail comes first.
      const passwordHash = await passwords.hash(password);
      const account = await unitOfWork(asVisitor(services), "accounts.setPassword", async (ctx) => {
        if (!(await customers.codes.useUp(proven.id, ctx.db))) throw usedAlready();
        const { id, customerId } = await openAccount(ctx, proven.email);
        ctx.about(customerId);
        await ctx.db.customerSession.deleteMany({ where: { accountId: id } });
        return ctx.db.customerAccount.update({
          where: { id },
          data: { passwordHash, verifiedAt: ctx.now, updatedAt: ctx.now },
        });
      });
      return customers.sessions.start(account.id);
    },

    async signInByProvider({ issuer: provider, subject, verifiedEmail }) {
      const where = { provider_subject: { provider, subject } };
      const bound = await db.prisma.customerIdentity.findUnique({ where });
      if (bound) return customers.sessions.start(bound.accountId);
      // Else whoever types another's address at some provider would see that person's orders.
      if (verifiedEmail === null) return null;
      refuseWrites(asVisitor(services));
      const account = await unitOfWork(asVisitor(services), "accounts.bind", async (ctx) => {
        const { id, customerId } = await openAccount(ctx, canonicalEmail(verifiedEmail));
        ctx.about(customerId);
        await ctx.db.customerIdentity.createMany({
          data: { provider, subject, accountId: id, createdAt: ctx.now },
          skipDuplicates: true,
        });
        return { accountId: id };
      });
      return customers.sessions.start(account.accountId);
    },
  };
}

function asVisitor(services: Services): Context {
  const requestId = newId("req", services.clock.now());
  return { services, principal: systemPrincipal("accounts"), requestId, transport: "page" };
}

function usedAlready(): AppError {
  return new AppError("conflict", { detail: "This code was used. Ask for another one." });
}

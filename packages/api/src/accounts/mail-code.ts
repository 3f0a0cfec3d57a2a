import { systemPrincipal } from "@crossdock/core";
import { mailedCode } from "../notifications/code.ts";
import { type QueuedMail, queueMail } from "../notifications/queue.ts";
import type { Services } from "../procedure/context.ts";
import type { Job } from "../procedure/jobs.ts";
import { unitOfWork } from "../procedure/unit-of-work.ts";

export const mailCodeJob = "mail-customer-code";

/** The code as a job may keep it. */
export function sealCode({ identity }: Services, id: string, code: string): Promise<string> {
  return identity.vault.seal(code, purposeOf(id));
}

/**
 * Mails the code that a visitor asked for. It is a job, so that whoever asks learns nothing: for a
 * known and an unknown address the same is queued.
 */
export const mailCodes: Job = {
  name: mailCodeJob,
  async run(context, { id = "", code: sealed = "" }) {
    const { db, identity } = context.services;
    const asked = await identity.customers.codes.find(id);
    if (!asked) return;
    const account = await db.prisma.customerAccount.findUnique({ where: { email: asked.email } });
    // Nobody is told by mail that they have no account: any address can be typed.
    if (!account && asked.purpose === "reset") return;
    const principal = systemPrincipal("accounts");
    await unitOfWork({ ...context, principal }, "notifications.mailCode", async (ctx) => {
      const { name: shop } = await ctx.db.shop.findFirstOrThrow();
      const code = await identity.vault.open(sealed, purposeOf(id));
      const mail = account && asked.purpose === "sign_up" ? haveOne(shop) : theCode(shop, code);
      // The code's id is the hash of a token in a browser: the same job twice sends one mail.
      await queueMail(ctx, id, { to: asked.email, ...mail });
    });
  },
};

function theCode(shop: string, code: string): Omit<QueuedMail, "to"> {
  return {
    template: "customer-code",
    subject: `Your code for ${shop}`,
    code: `${code.slice(0, 4)} ${code.slice(4)}`,
    paragraphs: [
      "This is the code that you asked for:",
      mailedCode,
      "Type it where you asked for it, within a quarter of an hour. If you did not ask for a code, you need do nothing: without it nobody gets in.",
      shop,
    ],
  };
}

function haveOne(shop: string): Omit<QueuedMail, "to"> {
  return {
    template: "customer-account-exists",
    subject: `You have an account at ${shop} already`,
    paragraphs: [
      "Somebody, you we hope, wanted to open an account with this address, which has one already.",
      "Sign in with your password, or choose “Forgot password” there to set a new one. If it was not you, you need do nothing.",
      shop,
    ],
  };
}

function purposeOf(id: string): string {
  return `customer code ${id}`;
}

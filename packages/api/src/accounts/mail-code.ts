import { systemPrincipal } from "@crossdock/core";
import { mailedCode } from "../notifications/code.ts";
import { queueMail } from "../notifications/queue.ts";
import type { MailContent } from "../notifications/templates/catalogue.ts";
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
      const code = await identity.vault.open(sealed, purposeOf(id));
      const mail: MailContent & { code?: string } =
        account && asked.purpose === "sign_up"
          ? { template: "customer-account-exists", variables: {} }
          : { template: "customer-code", variables: { code: mailedCode }, code: inHalves(code) };
      // The code's id is the hash of a token in a browser: the same job twice sends one mail.
      await queueMail(ctx, id, { to: asked.email, ...mail });
    });
  },
};

/** In two halves, to read and type. */
function inHalves(code: string): string {
  return `${code.slice(0, 4)} ${code.slice(4)}`;
}

function purposeOf(id: string): string {
  return `customer code ${id}`;
}

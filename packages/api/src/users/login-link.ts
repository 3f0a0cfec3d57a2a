import { queueMail } from "../notifications/queue.ts";
import { signInLink } from "../notifications/sign-in-link.ts";
import type { Job } from "../procedure/jobs.ts";
import { unitOfWork } from "../procedure/unit-of-work.ts";

/**
 * Mails a sign-in link to the address, where it is an active user's. It is a job, so that who asks for
 * a link learns nothing: a known and an unknown address are queued by the same work.
 */
export const mailLoginLinks: Job = {
  name: "mail-login-link",
  async run(context, { email = "" }) {
    const { db } = context.services;
    const user = await db.prisma.user.findUnique({ where: { email, status: "active" } });
    if (!user) return;
    await unitOfWork(context, "users.mailLoginLink", async (ctx) => {
      ctx.about(user.id);
      await queueMail(ctx, ctx.requestId, {
        template: "login-link",
        to: email,
        variables: { link: signInLink },
        link: { userId: user.id, hours: 1 },
      });
    });
  },
};

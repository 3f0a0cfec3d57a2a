import { queueMail } from "../notifications/queue.ts";
import { signInLink } from "../notifications/sign-in-link.ts";
import type { CommandContext } from "../procedure/context.ts";

/** Mails an invitation and returns its link besides, for whoever invites to hand on. Good once, for seven days. */
export async function invite(
  ctx: CommandContext,
  { id, email }: { id: string; email: string },
): Promise<string> {
  const { identity, appUrl } = ctx.services;
  await queueMail(ctx, ctx.requestId, {
    template: "invitation",
    to: email,
    variables: { link: signInLink },
    link: { userId: id, hours: invitationHours },
  });
  const { token } = await identity.sessions.createLink(id, ctx.db, invitationHours);
  return `${appUrl}/login/link?token=${token}`;
}

const invitationHours = 7 * 24;

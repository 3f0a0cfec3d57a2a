import { isReady } from "@crossdock/connectors";
import type { Context, Services } from "../procedure/context.ts";
import { withCode } from "./code.ts";
import { type MailedLink, signInLink } from "./sign-in-link.ts";

export const deliverMailJob = "deliver-mail";

/** What goes into the mail that is sent and is not kept with it. */
export type MailSecrets = { code?: string | undefined; link?: MailedLink | undefined };

/**
 * Sends a queued e-mail, or keeps it for the dashboard where no mail server is configured.
 * @throws what the mail server said, so that the job is tried again
 */
export async function deliverMail(
  { services }: Context,
  notificationId: string,
  { code, link }: MailSecrets = {},
): Promise<void> {
  const { db, connectors, clock, live } = services;
  const row = await db.prisma.notification.findUniqueOrThrow({ where: { id: notificationId } });
  if (row.status === "sent" || row.status === "kept") return;
  const { text, html } = await withCode(services, row, code);
  const smtp = await connectors.get("smtp");
  const attempt = { attempts: { increment: 1 } };
  const save = (data: object) =>
    db.prisma.notification.update({ where: { id: row.id }, data: { ...attempt, ...data } });
  if (!isReady(smtp) || !smtp.mail) {
    await save({ status: "kept", text, html });
  } else if (link && !(await isActive(services, link.userId))) {
    await save({
      status: "failed",
      lastError: "Whom the link would sign in is not there any more.",
    });
  } else {
    try {
      const { to, subject } = row;
      const linked = await withLink(services, { text, html }, link);
      await smtp.mail.send({ to, subject, ...linked, messageId: row.id });
      await save({ status: "sent", sentAt: clock.now(), lastError: null });
    } catch (error) {
      await save({ status: "failed", lastError: String(error).slice(0, 2000) });
      throw error;
    }
  }
  live.publish(["notifications"]);
}

async function isActive({ db }: Services, id: string): Promise<boolean> {
  return (await db.prisma.user.count({ where: { id, status: "active" } })) === 1;
}

async function withLink(
  { identity, appUrl }: Services,
  { text, html }: { text: string; html: string },
  link: MailedLink | undefined,
): Promise<{ text: string; html: string }> {
  if (!link) return { text, html };
  const { token } = await identity.sessions.createLink(link.userId, undefined, link.hours);
  const url = `${appUrl}/login/link?token=${token}`;
  return { text: text.replaceAll(signInLink, url), html: html.replaceAll(signInLink, url) };
}

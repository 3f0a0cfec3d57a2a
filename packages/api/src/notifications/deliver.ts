import type { Context } from "../procedure/context.ts";
import { withCode } from "./code.ts";

export const deliverMailJob = "deliver-mail";

/**
 * Sends a queued e-mail, or keeps it for the dashboard where no mail server is configured.
 * @throws what the mail server said, so that the job is tried again
 */
export async function deliverMail(
  { services }: Context,
  notificationId: string,
  sealedCode?: string,
): Promise<void> {
  const { db, connectors, clock, live } = services;
  const row = await db.prisma.notification.findUniqueOrThrow({ where: { id: notificationId } });
  if (row.status === "sent" || row.status === "kept") return;
  const { text, html } = await withCode(services, row, sealedCode);
  const smtp = await connectors.get("smtp");
  const attempt = { attempts: { increment: 1 } };
  const save = (data: object) =>
    db.prisma.notification.update({ where: { id: row.id }, data: { ...attempt, ...data } });
  if (!smtp?.mail || !smtp.configured) {
    await save({ status: "kept", text, html });
  } else {
    try {
      const { to, subject } = row;
      await smtp.mail.send({ to, subject, text, html, messageId: row.id });
      await save({ status: "sent", sentAt: clock.now(), lastError: null });
    } catch (error) {
      await save({ status: "failed", lastError: String(error).slice(0, 2000) });
      throw error;
    }
  }
  live.publish(["notifications"]);
}

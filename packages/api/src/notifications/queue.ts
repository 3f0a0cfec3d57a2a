import { newId } from "@crossdock/core";
import type { CommandContext } from "../procedure/context.ts";
import { sealCode } from "./code.ts";
import { deliverMailJob } from "./deliver.ts";
import type { MailedLink } from "./sign-in-link.ts";
import type { MailContent } from "./templates/catalogue.ts";
import type { Rendered } from "./templates/engine.ts";
import { write } from "./templates/store.ts";

export type QueuedMail = MailContent & {
  to: string;
  /** A secret that stands where a variable is `mailedCode`. */
  code?: string;
  /** Whom the link signs in that stands where a variable is `signInLink`. */
  link?: MailedLink;
};

/**
 * Queues an e-mail about an event in the caller's transaction, written by its template. Template,
 * event and receiver make it unique, so that an event which is worked on twice sends one mail.
 */
export async function queueMail(
  ctx: CommandContext,
  eventId: string,
  mail: QueuedMail,
): Promise<void> {
  const { template, to, code, link } = mail;
  await queueWritten(ctx, eventId, { template, to, ...(await write(ctx.db, mail)) }, code, link);
}

/** Queues an e-mail that is written already. */
export async function queueWritten(
  ctx: CommandContext,
  eventId: string,
  mail: Rendered & { template: string; to: string },
  code?: string,
  link?: MailedLink,
): Promise<void> {
  const id = newId("ntf", ctx.now);
  const { count } = await ctx.db.notification.createMany({
    data: { ...mail, id, eventId, status: "queued", createdAt: ctx.now },
    skipDuplicates: true,
  });
  if (count !== 1) return;
  const secret = code === undefined ? {} : { code: await sealCode(ctx.services, id, code) };
  await ctx.enqueue(deliverMailJob, { notificationId: id, ...secret, ...link });
}

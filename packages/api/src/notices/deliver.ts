import type { Incident } from "@crossdock/connectors";
import { newId } from "@crossdock/core";
import { rowsOfDelivery } from "../notifications/delivery-rows.ts";
import type { CommandContext, Context } from "../procedure/context.ts";
import type { Job } from "../procedure/jobs.ts";
import type { NoticeChannel } from "./kinds.ts";

const deliverNoticeJob = "deliver-notice";

export type QueuedNotice = {
  /** The same key is told a channel once. */
  key: string;
  kind: string;
  subject: string;
  paragraphs: string[];
  /** The whole address of the page about it. */
  url: string;
  incident?: Incident | undefined;
};

/** Queues a notice for a channel in the caller's transaction; it stands among the mails as sent or failed. */
export async function queueNotice(
  ctx: CommandContext,
  channel: NoticeChannel,
  { key, kind, subject, paragraphs, url, incident }: QueuedNotice,
): Promise<void> {
  const id = newId("ntf", ctx.now);
  const text = [...paragraphs, url].join("\n\n");
  const { count } = await ctx.db.notification.createMany({
    data: {
      ...{
        id,
        template: `notice ${kind}`,
        eventId: key,
        to: channel,
        subject: subject.slice(0, 255),
      },
      ...{ text, html: "", status: "queued", createdAt: ctx.now },
    },
    skipDuplicates: true,
  });
  if (count !== 1) return;
  const more = {
    ...{ kind, url, paragraphs: JSON.stringify(paragraphs) },
    ...(incident && { incident: JSON.stringify(incident) }),
  };
  await ctx.enqueue(deliverNoticeJob, { notificationId: id, ...more });
}

/** Tells the channel. A channel that says no is asked again, as a mail server is. */
export const deliverNotices: Job = {
  name: deliverNoticeJob,
  callsOut: true,
  whileReadOnly: true,
  ...rowsOfDelivery,
  async run(context, { notificationId = "", kind = "", url = "", paragraphs = "[]", incident }) {
    const rest: Rest = { kind, url, paragraphs: JSON.parse(paragraphs) };
    const more = incident === undefined ? {} : { incident: JSON.parse(incident) as Incident };
    await deliver(context, notificationId, { ...rest, ...more });
    context.services.live.publish(["notifications"]);
  },
};

type Rest = { kind: string; url: string; paragraphs: string[]; incident?: Incident };

async function deliver({ services }: Context, id: string, rest: Rest): Promise<void> {
  const { db, connectors, clock } = services;
  const row = await db.prisma.notification.findUniqueOrThrow({ where: { id } });
  if (row.status === "sent" || row.status === "kept") return;
  const { to, subject, createdAt: at } = row;
  const save = (data: object) =>
    db.prisma.notification.update({
      where: { id },
      data: { attempts: { increment: 1 }, ...data },
    });
  const connector = await connectors.get(to);
  if (!connector?.notify || !connector.configured || connector.off !== null) {
    await save({ status: "kept", lastError: `${to} was switched off meanwhile.` });
    return;
  }
  try {
    await connector.notify.send({ id, subject, at, ...rest });
    await save({ status: "sent", sentAt: clock.now(), lastError: null });
  } catch (error) {
    await save({ status: "failed", lastError: String(error).slice(0, 2000) });
    throw error;
  }
}

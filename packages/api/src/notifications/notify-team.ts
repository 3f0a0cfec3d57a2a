import { queueNotice } from "../notices/deliver.ts";
import type { NoticeKind } from "../notices/kinds.ts";
import { readyChannels, routeOf } from "../notices/routes.ts";
import type { CommandContext } from "../procedure/context.ts";
import { queueMail } from "./queue.ts";

type TeamNotice = {
  /** By default `attention`. */
  kind?: NoticeKind;
  /** Names what happened, such as `dispute opened dsp_…`: the same key is told of once. */
  key: string;
  subject: string;
  /** Plain text, for people: what happened and what to do about it. */
  paragraphs: string[];
  /** The dashboard's page about it, as a path: `/orders/ord_…`. */
  href: string;
};

/**
 * Tells the team of something that needs a person, where the settings say that its kind goes: a mail to
 * every active owner and admin, and the chat, queued in the caller's transaction. However often it is
 * called with a key, each is told once.
 */
export async function notifyTeam(ctx: CommandContext, notice: TeamNotice): Promise<void> {
  const { kind = "attention", key, subject, paragraphs, href } = notice;
  const url = `${ctx.services.appUrl}${href}`;
  const route = await routeOf(ctx.db, kind);
  for (const channel of await readyChannels(ctx.services)) {
    if (route[channel]) await queueNotice(ctx, channel, { key, kind, subject, paragraphs, url });
  }
  if (!route.mail) return;
  const team = await ctx.db.user.findMany({
    where: { partnerId: null, status: "active", role: { in: ["owner", "admin"] } },
    select: { email: true },
    orderBy: { id: "asc" },
  });
  for (const { email } of team) {
    await queueMail(ctx, key, {
      template: "team-notice",
      to: email,
      variables: { subject, paragraphs, link: url },
    });
  }
}

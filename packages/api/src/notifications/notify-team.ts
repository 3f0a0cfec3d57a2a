import type { CommandContext } from "../procedure/context.ts";
import { queueMail } from "./queue.ts";

/** What a notice is about: something that waits for a person, money, stock, or a third party's API. */
export type NoticeKind = "attention" | "money" | "stock" | "connector";

export type TeamNotice = {
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
 * Tells the team of something that needs a person: a mail to every active owner and admin, queued in
 * the caller's transaction. However often it is called with a key, each is told once.
 */
export async function notifyTeam(ctx: CommandContext, notice: TeamNotice): Promise<void> {
  const { key, subject, paragraphs, href } = notice;
  const team = await ctx.db.user.findMany({
    where: { partnerId: null, status: "active", role: { in: ["owner", "admin"] } },
    select: { email: true },
    orderBy: { id: "asc" },
  });
  for (const { email } of team) {
    await queueMail(ctx, key, {
      template: "team-notice",
      to: email,
      variables: { subject, paragraphs, link: `${ctx.services.appUrl}${href}` },
    });
  }
}

import type { Incident } from "@crossdock/connectors";
import { queueNotice } from "../notices/deliver.ts";
import type { NoticeKind, NoticeRoute } from "../notices/kinds.ts";
import { readyChannels, routeOf } from "../notices/routes.ts";
import type { CommandContext } from "../procedure/context.ts";
import { queueMail } from "./queue.ts";
import type { MailContent } from "./templates/catalogue.ts";

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
  /** Where it goes of what the settings say, by default everywhere. */
  only?: NoticeRoute;
  /** The mail, by default the one of all notices. */
  mail?: MailContent;
  /** What programs are told of it. */
  incident?: Incident;
};

/**
 * Tells the team of something that needs a person, where the settings say that its kind goes: a mail to
 * every active owner and admin, and the chat, queued in the caller's transaction. However often it is
 * called with a key, each is told once.
 */
export async function notifyTeam(ctx: CommandContext, notice: TeamNotice): Promise<void> {
  const { kind = "attention", key, subject, paragraphs, href, incident } = notice;
  const { only = everywhere } = notice;
  const url = `${ctx.services.appUrl}${href}`;
  const route = await routeOf(ctx.db, kind);
  for (const channel of await readyChannels(ctx.services)) {
    if (!route[channel] || !only[channel]) continue;
    await queueNotice(ctx, channel, { key, kind, subject, paragraphs, url, incident });
  }
  if (!route.mail || !only.mail) return;
  const variables = { subject, paragraphs, link: url };
  const mail = notice.mail ?? { template: "team-notice", variables };
  const team = await ctx.db.user.findMany({
    where: { partnerId: null, status: "active", role: { in: ["owner", "admin"] } },
    select: { email: true },
    orderBy: { id: "asc" },
  });
  for (const { email } of team) await queueMail(ctx, key, { ...mail, to: email });
}

const everywhere: NoticeRoute = { mail: true, slack: true, http: true };

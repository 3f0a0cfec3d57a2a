import { newId } from "@crossdock/core";
import type { CommandContext } from "../procedure/context.ts";
import { sealCode } from "./code.ts";
import { deliverMailJob } from "./deliver.ts";
import type { MailedLink } from "./sign-in-link.ts";

export type QueuedMail = {
  template: string;
  to: string;
  subject: string;
  /** Plain text; the HTML is made from it. */
  paragraphs: string[];
  /** Rows of a table under the first paragraph, such as what was bought. */
  rows?: [string, string][];
  /** A secret that stands where a paragraph says `mailedCode`. */
  code?: string;
  link?: MailedLink;
};

/**
 * Queues an e-mail about an event in the caller's transaction. Template, event and receiver make
 * it unique, so that an event which is worked on twice sends one mail.
 */
export async function queueMail(
  ctx: CommandContext,
  eventId: string,
  mail: QueuedMail,
): Promise<void> {
  const { template, to, subject } = mail;
  const id = newId("ntf", ctx.now);
  const { count } = await ctx.db.notification.createMany({
    data: {
      id,
      template,
      eventId,
      to,
      subject,
      text: toText(mail),
      html: toHtml(mail),
      status: "queued",
      createdAt: ctx.now,
    },
    skipDuplicates: true,
  });
  if (count !== 1) return;
  const secret = mail.code && { code: await sealCode(ctx.services, id, mail.code) };
  await ctx.enqueue(deliverMailJob, { notificationId: id, ...secret, ...mail.link });
}

function toText({ paragraphs: [intro = "", ...rest], rows = [] }: QueuedMail): string {
  const table = rows.map(([name, value]) => `${name}: ${value}`).join("\n");
  return [intro, table, ...rest].filter((part) => part !== "").join("\n\n");
}

function toHtml({ paragraphs: [intro = "", ...rest], rows = [] }: QueuedMail): string {
  const cells = rows.map(
    ([name, value]) =>
      `<tr><td>${escapeHtml(name)}</td><td align="right">${escapeHtml(value)}</td></tr>`,
  );
  const table = cells.length > 0 ? `<table cellpadding="4">${cells.join("")}</table>` : "";
  const [first = "", ...others] = [intro, ...rest].map((text) => `<p>${escapeHtml(text)}</p>`);
  return [first, table, ...others].join("");
}

// Titles and messages come from outside: unescaped they could put markup into the shop's mail.
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

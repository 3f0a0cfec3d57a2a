import { AppError, newId } from "@crossdock/core";
import type { CommandContext, QueryContext } from "../../procedure/context.ts";
import { Nothing } from "../../procedure/fields.ts";
import { command, query } from "../../procedure/procedure.ts";
import { router } from "../../procedure/trpc.ts";
import { queueWritten } from "../queue.ts";
import { catalogue, isMailKey, type MailKey } from "./catalogue.ts";
import type { Source } from "./engine.ts";
import { examplesOf } from "./examples.ts";
import type { Locale } from "./locale.ts";
import {
  GetMailTemplate,
  MailPreview,
  MailTemplate,
  MailTemplateList,
  MailTest,
  PreviewMailTemplate,
  ResetMailTemplate,
  SaveMailTemplate,
} from "./schema.ts";
import { currentOf, tryOut } from "./store.ts";

export const mailTemplatesRouter = router({
  list: query("notifications:read")
    .meta({ summary: "List the mails that the shop sends" })
    .input(Nothing)
    .output(MailTemplateList)
    .query(async ({ ctx }) => {
      const rows = await ctx.db.mailTemplate.findMany({
        distinct: ["key", "locale"],
        orderBy: { id: "desc" },
      });
      const changed = rows.filter(({ subject }) => subject !== null);
      const data = Object.entries(catalogue).map(([key, { title, when }]) => ({
        ...{ key, title, when },
        changed: changed.filter((row) => row.key === key).map(({ locale }) => locale),
      }));
      return { data };
    }),

  get: query("notifications:read")
    .meta({ summary: "Get a mail's template in a language" })
    .input(GetMailTemplate)
    .output(MailTemplate)
    .query(({ ctx, input }) => read(ctx, knownKey(input.key), input.locale)),

  save: command("notifications:write")
    .meta({ summary: "Change what a mail says" })
    .input(SaveMailTemplate)
    .output(MailTemplate)
    .mutation(async ({ ctx, input: { locale, basedOn, subject, body, ...input } }) => {
      const key = knownKey(input.key);
      tryOut(key, locale, await shopName(ctx), { subject, body });
      await lockTemplates(ctx);
      const { id } = await currentOf(ctx.db, key, locale);
      if (id !== basedOn) throw new AppError("conflict", changedMeanwhile);
      await add(ctx, key, locale, { subject, body });
      return read(ctx, key, locale);
    }),

  reset: command("notifications:write")
    .meta({ summary: "Let a mail say its default again" })
    .input(ResetMailTemplate)
    .output(MailTemplate)
    .mutation(async ({ ctx, input: { key: named, locale } }) => {
      const key = knownKey(named);
      await lockTemplates(ctx);
      const { isDefault } = await currentOf(ctx.db, key, locale);
      if (!isDefault) await add(ctx, key, locale, { subject: null, body: null });
      return read(ctx, key, locale);
    }),

  preview: query("notifications:read")
    .meta({ summary: "See a mail with example values, as its receiver would" })
    .input(PreviewMailTemplate)
    .output(MailPreview)
    // By POST: a body is too long for an address.
    .ask(async ({ ctx, input: { key, locale, subject, body } }) =>
      tryOut(knownKey(key), locale, await shopName(ctx), { subject, body }),
    ),

  sendTest: command("notifications:write")
    .meta({ summary: "Mail an example to yourself" })
    .input(PreviewMailTemplate)
    .output(MailTest)
    .mutation(async ({ ctx, input: { locale, subject, body, ...input } }) => {
      const key = knownKey(input.key);
      const rendered = tryOut(key, locale, await shopName(ctx), { subject, body });
      // To nobody but who asks: the shop's mail server is no tool to write to strangers.
      const me = await ctx.db.user.findUnique({ where: { id: ctx.principal.id } });
      if (!me) throw new AppError("forbidden", { detail: "Tests go to members of the team." });
      ctx.about(key);
      await queueWritten(ctx, ctx.requestId, {
        ...rendered,
        template: `test ${key}`,
        to: me.email,
      });
      return { to: me.email };
    }),
});

/** Of each mail and language so many are kept to go back to. */
const versionsMax = 20;

const changedMeanwhile = {
  detail: "Somebody has changed this mail meanwhile. Load the page again to see how it is now.",
};

type Reading = Pick<CommandContext, "db"> | Pick<QueryContext, "db">;

async function read({ db }: Reading, key: MailKey, locale: Locale) {
  const { title, when } = catalogue[key];
  const { id: versionId, ...current } = await currentOf(db, key, locale);
  const rows = await db.mailTemplate.findMany({
    where: { key, locale },
    orderBy: { id: "desc" },
    take: versionsMax,
  });
  const versions = rows.map(({ id, subject, body, actorName, createdAt }) => ({
    ...{ id, subject, body, actorName },
    createdAt: createdAt.toISOString(),
  }));
  return {
    ...{ key, locale, title, when, versionId },
    ...current,
    variables: examplesOf(key),
    versions,
  };
}

async function add(
  ctx: CommandContext,
  key: MailKey,
  locale: Locale,
  source: Source | { subject: null; body: null },
): Promise<void> {
  ctx.about(`${key}.${locale}`);
  await ctx.db.mailTemplate.create({
    data: {
      ...{ id: newId("mtp", ctx.now), key, locale, ...source },
      ...{ actorName: ctx.principal.name, createdAt: ctx.now },
    },
  });
  const old = await ctx.db.mailTemplate.findMany({
    where: { key, locale },
    orderBy: { id: "desc" },
    skip: versionsMax,
    select: { id: true },
  });
  await ctx.db.mailTemplate.deleteMany({ where: { id: { in: old.map(({ id }) => id) } } });
}

// Two who save at once: the second sees what the first has saved, and is refused.
async function lockTemplates({ db }: CommandContext): Promise<void> {
  await db.$executeRaw`LOCK TABLE mail_template IN SHARE ROW EXCLUSIVE MODE`;
}

async function shopName({ db }: Reading): Promise<string> {
  return (await db.shop.findFirstOrThrow()).name;
}

function knownKey(key: string): MailKey {
  if (isMailKey(key)) return key;
  throw new AppError("not_found", { detail: `There is no mail ${key}.` });
}

import { idPattern, Timestamp } from "@crossdock/core";
import { z } from "zod";
import { locales } from "./locale.ts";

export const MailLocale = z.enum(locales);
const Key = z.string().max(100);
const Subject = z.string().trim().min(1, "The subject is empty.").max(500);
const Body = z.string().trim().min(1, "The text is empty.").max(20_000);
const VersionId = z.string().regex(idPattern("mtp"));

export const MailTemplateList = z.object({
  data: z.array(
    z.object({
      key: Key,
      title: z.string().max(100),
      when: z.string().max(300),
      changed: z.array(MailLocale).describe("Where the shop says something else than the default"),
    }),
  ),
});

const one = { key: Key, locale: MailLocale };
const source = { subject: Subject, body: Body };

export const GetMailTemplate = z.strictObject(one);

export const MailTemplate = z.object({
  ...one,
  title: z.string().max(100),
  when: z.string().max(300),
  subject: z.string(),
  body: z.string(),
  isDefault: z.boolean(),
  versionId: VersionId.nullable().describe("What to name when saving, so that no edit is lost"),
  variables: z.array(
    z.object({ name: z.string().max(100), words: z.string().max(300), example: z.string() }),
  ),
  versions: z.array(
    z.object({
      id: VersionId,
      subject: z.string().nullable().describe("Null where the default came back"),
      body: z.string().nullable(),
      actorName: z.string(),
      createdAt: Timestamp,
    }),
  ),
});

export const SaveMailTemplate = z.strictObject({
  ...one,
  ...source,
  basedOn: VersionId.nullable().describe("The `versionId` that was read"),
});

export const ResetMailTemplate = z.strictObject(one);

export const PreviewMailTemplate = z.strictObject({ ...one, ...source });

export const MailPreview = z.object({ subject: z.string(), text: z.string(), html: z.string() });

export const MailTest = z.object({ to: z.string().max(254) });

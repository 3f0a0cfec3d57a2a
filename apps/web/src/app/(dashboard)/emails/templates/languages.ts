import type { MailLocale } from "@crossdock/api/schemas";
import type { z } from "zod";

export type Locale = z.infer<typeof MailLocale>;

/** The languages of mails, as they are called. */
export const languages: Record<Locale, string> = { en: "English", de: "German" };

export function isLocale(text: string): text is Locale {
  return Object.hasOwn(languages, text);
}

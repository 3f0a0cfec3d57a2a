import type { Alert, AlertRule } from "@crossdock/db";
import type { Locale } from "../notifications/templates/locale.ts";
import { watched } from "./readings.ts";
import { english } from "./words/english.ts";
import { german } from "./words/german.ts";
import type { Found, Language } from "./words/language.ts";

/** What alerts are told of in: people have the language of the shop's mails, all else is English. */
export const languages: Readonly<Record<Locale, Language>> = { en: english, de: german };

type Reading = Pick<Alert, "value">;

/** What happened, in a sentence with its figures. */
export function detailOf(
  rule: AlertRule,
  subject: string,
  { value }: Reading,
  { happened, limit }: Language = english,
): string {
  const found = foundOf(rule, subject, value);
  return `${[happened(found), limit(found) ?? []].flat().join("; ")}.`;
}

/** The same of what is over. What should be is left out: the rule may have been changed, which ended it. */
export function calmDetailOf(
  rule: AlertRule,
  subject: string,
  { value }: Reading,
  { calm, before, happened }: Language,
): string {
  const found = foundOf(rule, subject, value);
  return `${calm(found.kind)} ${before} ${happened(found)}.`;
}

function foundOf(rule: AlertRule, subject: string, value: number): Found {
  return { ...watched(rule), operation: rule.operation, subject, value };
}

/** What to look at first: the rule's own words, else the product's. */
export function adviceOf(
  { note, preset }: Pick<AlertRule, "note" | "preset">,
  { advice }: Language = english,
): string | null {
  return note ?? (preset && advice(preset)) ?? null;
}

import { AppError, invalidMember } from "@crossdock/core";
import type { PrismaClient, Tx } from "@crossdock/db";
import { catalogue, type MailContent, type MailKey } from "./catalogue.ts";
import { defaultOf } from "./defaults.ts";
import { type Rendered, render, type Source } from "./engine.ts";
import type { Locale } from "./locale.ts";

type Db = Pick<PrismaClient | Tx, "mailTemplate" | "shop">;

/** What the mail says now: what was saved last, else its default. `id` names what was saved. */
export async function currentOf(
  db: Db,
  key: MailKey,
  locale: Locale,
): Promise<Source & { id: string | null; isDefault: boolean }> {
  const row = await db.mailTemplate.findFirst({ where: { key, locale }, orderBy: { id: "desc" } });
  const id = row?.id ?? null;
  if (!row || row.subject === null || row.body === null) {
    return { ...defaultOf(key, locale), id, isDefault: true };
  }
  return { subject: row.subject, body: row.body, id, isDefault: false };
}

/** The mail in the shop's language. */
export async function write(db: Db, { template: key, variables }: MailContent): Promise<Rendered> {
  const { name: shop, locale } = await db.shop.findFirstOrThrow();
  const all = { shop, ...variables };
  const current = await currentOf(db, key, locale);
  if (current.isDefault) return render(current, locale, all);
  try {
    return render(current, locale, all);
  } catch (error) {
    // It went with the example and does not with this: the mail goes out all the same.
    if (!(error instanceof AppError)) throw error;
    return render(defaultOf(key, locale), locale, all);
  }
}

/**
 * The mail with its example, as its receiver would see it.
 * @throws AppError `validation_failed` where it cannot be written, or shows not what it is for
 */
export function tryOut(key: MailKey, locale: Locale, shop: string, source: Source): Rendered {
  const { example, mustShow } = catalogue[key];
  const rendered = render(source, locale, { shop, ...example });
  if (mustShow && !rendered.text.includes(mustShow)) throw notShown(key);
  return rendered;
}

function notShown(key: MailKey): AppError {
  const name = Object.keys(catalogue[key].words)[0];
  const detail = `Put {{ ${name} }} into the text: without it the mail is of no use to anybody.`;
  return invalidMember({ pointer: "#/body", code: "template", detail });
}

import { readFileSync } from "node:fs";
import { catalogue, isMailKey, type MailKey } from "./catalogue.ts";
import type { Source } from "./engine.ts";
import { type Locale, locales } from "./locale.ts";

/** What a mail says where the shop has not changed it. */
export function defaultOf(key: MailKey, locale: Locale): Source {
  const found = sources.get(`${locale}/${key}`);
  if (!found) throw new Error(`No default of the mail ${key} in ${locale}`);
  return found;
}

/** A file's first line is the subject, an empty one parts it from the body. */
function read(key: MailKey, locale: Locale): Source {
  const file = new URL(`./defaults/${locale}/${key}.liquid`, import.meta.url);
  const [head = "", ...body] = readFileSync(file, "utf8").split("\n\n");
  return { subject: head.replace(/^Subject: /, "").trim(), body: body.join("\n\n").trim() };
}

// Read at the start, so that a missing file stops it and no mail.
const sources = new Map(
  Object.keys(catalogue)
    .filter(isMailKey)
    .flatMap((key) => locales.map((locale) => [`${locale}/${key}`, read(key, locale)] as const)),
);

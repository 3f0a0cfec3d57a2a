import { type AppError, formatMoney, invalidMember, Money } from "@crossdock/core";
import { Liquid, LiquidError } from "liquidjs";
import type { Locale } from "./locale.ts";
import { asValue, plain, toHtml, toText, withoutMarks } from "./markup.ts";
import { page } from "./page.ts";

export type Source = { subject: string; body: string };

export type Rendered = { subject: string; text: string; html: string };

/**
 * A mail of its template. Templates are Liquid without files: a variable or a filter that does not
 * exist, and one that takes too long, is an error and no gap in the mail.
 * @throws AppError `validation_failed` that names the member and the line
 */
export function render({ subject, body }: Source, locale: Locale, variables: object): Rendered {
  const title = plain(run(subject, "subject", locale, variables))
    .replace(/\s+/g, " ")
    .trim();
  if (title === "") throw faulty("subject", "The subject is empty.");
  const text = run(body, "body", locale, variables);
  const short = title.slice(0, 255);
  return { subject: short, text: toText(text), html: page(toHtml(text), short, locale) };
}

function run(source: string, member: "subject" | "body", locale: Locale, variables: object) {
  let text: string;
  try {
    text = engines[locale].parseAndRenderSync(withoutMarks(source), variables, {
      templateLimit: stepsMax,
    });
  } catch (error) {
    if (!LiquidError.is(error)) throw error;
    throw faulty(member, inWords(error), error);
  }
  if (text.length > charactersMax) throw faulty(member, "The mail becomes too long.");
  return text;
}

const charactersMax = 100_000;

/** Tags, outputs and texts that are written, those in loops each time: the same on a busy machine. */
const stepsMax = 5000;

const engines: Record<Locale, Liquid> = { en: createEngine("en"), de: createEngine("de") };

function createEngine(locale: Locale): Liquid {
  const engine = new Liquid({
    strictVariables: true,
    strictFilters: true,
    lenientIf: true,
    ownPropertyOnly: true,
    outputEscape: asValue,
    locale,
    // Against a template that reads the server's files.
    templates: {},
    // Against one that keeps the process busy, or fills its memory.
    parseLimit: 20_000,
    renderLimit: 10_000,
    memoryLimit: 1_000_000,
  });
  for (const tag of ["render", "include", "layout", "block"]) delete engine.tags[tag];
  // What a value is stays a value: unescaped, a buyer's words would be the template's.
  delete engine.filters.raw;
  engine.registerFilter("money", (value: unknown) => formatMoney(Money.parse(value), locale));
  return engine;
}

function inWords(error: LiquidError): string {
  const [line = 1] = error.token.getPosition();
  const what = error.message.split(/,? line:|\n|, file:/)[0] ?? "It cannot be read";
  return `Line ${line}: ${what}.`;
}

function faulty(member: "subject" | "body", detail: string, cause?: unknown): AppError {
  return invalidMember({ pointer: `#/${member}`, code: "template", detail }, cause);
}

import { catalogue, type MailKey } from "./catalogue.ts";

/** What a mail's template may use, with what it is in the example. */
export function examplesOf(key: MailKey): { name: string; words: string; example: string }[] {
  const { words, example } = catalogue[key];
  const named = Object.entries(words).map(([name, text]) => ({
    ...{ name, words: text },
    example: shown(valueAt(example, name)),
  }));
  return [{ name: "shop", words: "The shop's name", example: "" }, ...named];
}

function valueAt(value: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>((at, name) => (isObject(at) ? at[name] : undefined), value);
}

function shown(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

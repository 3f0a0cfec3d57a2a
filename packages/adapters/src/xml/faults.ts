import { RestError } from "../errors.ts";

/** A body that can't be read, or not in one way only. The detail says what, where and how to mend it. */
export function unreadable(what: string, where: string, mend: string): RestError {
  return new RestError("bad_request", { detail: `The XML ${what} (${where}). ${mend}` });
}

export function tooLarge(what: string, where: string): RestError {
  const detail = `The XML has ${what} (${where}). Send less at once.`;
  return new RestError("payload_too_large", { detail });
}

/** A name as it can stand in a detail, however long its sender made it. */
export function quoted(name: string): string {
  const shown = name.length > shownMax ? `${name.slice(0, shownMax)}…` : name;
  return JSON.stringify(shown.toWellFormed());
}

const shownMax = 60;

import { invalidCursor } from "@crossdock/core";

/** Where in the log a row is: rows of one millisecond are told apart by their number. */
export type Place = { at: Date; id: string };

export function encodePlace({ at, id }: Place): string {
  return btoa(`${at.getTime()}.${id}`);
}

/** @throws AppError `validation_failed` where the cursor is none of the log's. */
export function decodePlace(cursor: string): Place {
  const text = /^[0-9A-Za-z+/]{1,60}={0,2}$/.test(cursor) ? decoded(cursor) : "";
  const [, ms, id] = /^(\d{1,15})\.(\d{1,18})$/.exec(text) ?? [];
  if (ms === undefined || id === undefined) throw invalidCursor();
  return { at: new Date(Number(ms)), id };
}

function decoded(cursor: string): string {
  try {
    return atob(cursor);
  } catch {
    return "";
  }
}

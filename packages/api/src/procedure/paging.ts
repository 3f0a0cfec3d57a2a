import { decodeCursor } from "@crossdock/core";

/** Where a page starts: after the last row of the page before. */
export function startingAfter(cursor: string | undefined): { id?: { lt: string } } {
  return cursor === undefined ? {} : { id: { lt: decodeCursor(cursor) } };
}

/** Newest first, and one row more than shown, which tells whether there are more. */
export function newestFirst(limit: number) {
  return { orderBy: { id: "desc" as const }, take: limit + 1 };
}

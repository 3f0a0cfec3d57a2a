import { z } from "zod";
import { AppError } from "./errors.ts";

/** The query members that every list takes: at most 100 rows, starting after an opaque cursor. */
export const pageQuery = {
  limit: z.int().min(1).max(100).default(20).describe("How many rows at the most"),
  cursor: z.string().max(200).optional().describe("`nextCursor` of the page before"),
};

/** One page of a list: newest first, no counts. */
export function Page<T extends z.ZodType>(item: T) {
  return z.object({
    data: z.array(item).max(100),
    hasMore: z.boolean(),
    nextCursor: z.string().max(200).nullable(),
  });
}

export type Page<T> = { data: T[]; hasMore: boolean; nextCursor: string | null };

/**
 * Turns `limit + 1` rows into a page.
 * @param rows at most `limit + 1` rows in list order
 * @param cursorOf what the next page starts after, where that is not an id
 */
export function toPage<Row extends { id: string }, T>(
  rows: Row[],
  limit: number,
  render: (row: Row) => T,
  cursorOf: (row: Row) => string = ({ id }) => encodeCursor(id),
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const hasMore = rows.length > limit;
  return {
    data: shown.map(render),
    hasMore,
    nextCursor: hasMore && last ? cursorOf(last) : null,
  };
}

export function encodeCursor(id: string): string {
  return btoa(id);
}

/** @throws AppError `validation_failed` where the cursor is none of ours. */
export function decodeCursor(cursor: string): string {
  const id = /^[0-9A-Za-z]{40}$/.test(cursor) ? atob(cursor) : "";
  if (!/^[a-z]{3}_[0-9a-z]{26}$/.test(id)) throw invalidCursor();
  return id;
}

/** The refusal of a cursor that is none of the list's. */
export function invalidCursor(): AppError {
  return new AppError("validation_failed", {
    detail: "The cursor is not valid.",
    errors: [
      {
        pointer: "#/cursor",
        code: "invalid_cursor",
        detail: "This is no cursor of this list.",
        fix: "Send nextCursor of the page before, unchanged, or leave it out.",
      },
    ],
  });
}

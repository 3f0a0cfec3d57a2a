import type { LogEntry } from "../entry.ts";

/** Requests that came in while one looks, newest first. */
export type Rows = {
  shown: readonly LogEntry[];
  /** Held back, so that no row moves under the reader's hand. */
  waiting: readonly LogEntry[];
};

export const noRows: Rows = { shown: [], waiting: [] };

const rowsMax = 200;

/**
 * The rows with what has come in.
 * @param incoming newest first
 * @param show whether the reader is where they appear
 */
export function taken(rows: Rows, incoming: readonly LogEntry[], show: boolean): Rows {
  const known = new Set([...rows.shown, ...rows.waiting].map(({ id }) => id));
  const fresh = incoming.filter(({ id }) => !known.has(id));
  if (!show || rows.waiting.length > 0) {
    return { ...rows, waiting: [...fresh, ...rows.waiting].slice(0, rowsMax) };
  }
  return { ...rows, shown: [...fresh, ...rows.shown].slice(0, rowsMax) };
}

/** The rows with what was held back. */
export function allShown({ shown, waiting }: Rows): Rows {
  return { shown: [...waiting, ...shown].slice(0, rowsMax), waiting: [] };
}

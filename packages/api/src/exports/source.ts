import { csvRow } from "@crossdock/core";

/** What is written as a file. */
export type Source = {
  /** What the columns of a CSV file are called. */
  head: Cells;
  /** How many rows there are, as far as a file takes them. */
  count(): Promise<number>;
  /** The rows, a piece at a time. */
  parts(): AsyncIterable<Part>;
};

export type Cells = (string | number | null)[];

/** Some rows, written out as lines of NDJSON or as records of CSV: whichever is asked for. */
export type Part = { ndjson(): string; csv(): string; count: number };

/** @param cellsOf the records of a row, of which a product has one for each variant */
export function toPart<Row>(rows: readonly Row[], cellsOf: (row: Row) => Cells[]): Part {
  return {
    ndjson: () => rows.map((row) => `${JSON.stringify(row)}\n`).join(""),
    csv: () => rows.flatMap(cellsOf).map(csvRow).join(""),
    count: rows.length,
  };
}

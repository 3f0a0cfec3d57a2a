import { csvRow } from "@crossdock/core";
import type { Source } from "./source.ts";

/** How far a file is; `cutOff`: there is more, which is not in it. */
export type Progress = { rows: number; bytes: number; cutOff: boolean };

type Options = {
  format: "csv" | "ndjson";
  /** The file ends after the piece that reaches one of them. */
  rowsMax: number;
  bytesMax: number;
  onProgress(progress: Progress): Promise<void> | void;
};

/** The text of an export's file, of which never more than a piece is in memory. */
export async function* fileText(source: Source, options: Options): AsyncGenerator<Buffer> {
  const { format, rowsMax, bytesMax, onProgress } = options;
  const progress: Progress = { rows: 0, bytes: 0, cutOff: false };
  const piece = (text: string) => {
    const bytes = Buffer.from(text);
    progress.bytes += bytes.length;
    return bytes;
  };
  // A byte order mark, without which spreadsheets take UTF-8 for something else.
  if (format === "csv") yield piece(`\ufeff${csvRow(source.head)}`);
  for await (const part of source.parts()) {
    if (progress.rows >= rowsMax || progress.bytes >= bytesMax) progress.cutOff = part.count > 0;
    if (progress.cutOff) break;
    progress.rows += part.count;
    yield piece(part[format]());
    await onProgress({ ...progress });
  }
  await onProgress(progress);
}

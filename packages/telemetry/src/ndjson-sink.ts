import { type FileHandle, open } from "node:fs/promises";
import type { RequestRecord } from "./record.ts";
import { batchOfRecords, type Sink } from "./sink.ts";

/**
 * Writes each record as a line of JSON, as `RequestRecord` has it, to `stdout` or to the end of a file,
 * which is made where it is missing, also after it was moved away (as logrotate does).
 */
export function createNdjsonSink(target: string): Sink {
  const write = target === "stdout" ? writeToStdout : (text: string) => appendTo(target, text);
  return {
    name: "ndjson",
    batch: () => batchOfRecords((records) => write(linesOf(records))),
    close: async () => {},
  };
}

function linesOf(records: readonly RequestRecord[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join("");
}

function writeToStdout(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}

async function appendTo(path: string, text: string): Promise<void> {
  let file: FileHandle | undefined;
  try {
    // Nobody else's: it tells who called from where.
    file = await open(path, "a", 0o600);
    await file.appendFile(text);
  } finally {
    await file?.close();
  }
}

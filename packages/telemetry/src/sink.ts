import type { RequestRecord } from "./record.ts";

/** Where records go, in batches of at most 5,000; one is written at a time. */
export type Sink = {
  name: string;
  /** An empty batch. */
  batch(): Batch;
  /** Called once, after the last write. */
  close(): Promise<void>;
};

/** Records in the form in which they are written: they get it one by one, when their requests end. */
export type Batch = {
  /** Returns how many bytes of memory it takes, roughly. */
  add(record: RequestRecord): number;
  /**
   * Called when nothing is added any more. Throws where the same batch may be tried again a second later:
   * it is kept until there is no more room. Throws `BatchRefused` where trying again would not help. It must
   * end within a minute, and may be called again on a batch that it has written without telling so.
   */
  write(): Promise<void>;
};

/** A batch that will never be taken: it is dropped, and counted as such. */
export class BatchRefused extends Error {}

/** A batch that is written from the records themselves. */
export function batchOfRecords(write: (records: readonly RequestRecord[]) => Promise<void>): Batch {
  const records: RequestRecord[] = [];
  return {
    add(record) {
      records.push(record);
      return sizeOf(record);
    },
    write: () => write(records),
  };
}

/** Texts count twice, and what every record has once. */
function sizeOf({ path, userAgent, detail }: RequestRecord): number {
  const small = 700 + 2 * (path.length + (userAgent?.length ?? 0));
  if (detail === null) return small;
  const { query, requestBody, responseBody } = detail;
  const bodies = (query?.length ?? 0) + (requestBody?.length ?? 0) + (responseBody?.length ?? 0);
  return small + 2000 + 2 * bodies;
}

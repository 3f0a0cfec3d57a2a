import type { RequestRecord } from "./record.ts";

/**
 * Where records go. A batch has at most 5,000; one is written at a time.
 * `write` throws where the same batch may be tried again a second later: it is kept until there is no
 * more room. It throws `BatchRefused` where trying again would not help. It must end within a minute,
 * and may be called with a batch again that it has written without telling so.
 */
export type Sink = {
  name: string;
  write(batch: readonly RequestRecord[]): Promise<void>;
  /** Called once, after the last write. */
  close(): Promise<void>;
};

/** A batch that will never be taken: it is dropped, and counted as such. */
export class BatchRefused extends Error {}

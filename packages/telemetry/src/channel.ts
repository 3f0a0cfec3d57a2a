import type { RequestRecord } from "./record.ts";
import { type Batch, BatchRefused, type Sink } from "./sink.ts";

/** The queue before a sink: bounded, in order, written in batches. */
export type Channel = {
  push(record: RequestRecord): void;
  /** Tries once to write all that waits now. */
  flush(): Promise<void>;
  dropped(): number;
  waiting(): number;
  close(): Promise<void>;
};

export type ChannelOptions = {
  recordsMax: number;
  bytesMax: number;
  onError: (error: Error) => void;
};

export function openChannel(
  sink: Sink,
  { recordsMax, bytesMax, onError }: ChannelOptions,
): Channel {
  let filling = emptyBatch(sink);
  // What is being written still takes its room: it comes back where the write fails.
  const full: Waiting[] = [];
  let count = 0;
  let bytes = 0;
  let dropped = 0;
  let told = 0;
  let failing = false;
  let running: Promise<void> | undefined;
  const timer = setInterval(() => void pump(), everyMs).unref();

  function pump(): Promise<void> {
    running ??= writeAll().finally(() => {
      running = undefined;
    });
    return running;
  }

  async function writeAll(): Promise<void> {
    for (let left = count; left > 0; ) {
      const waiting = full[0] ?? putAside();
      const error = await waiting.batch.write().then(() => undefined, asError);
      const refused = error instanceof BatchRefused;
      if (error && (refused || !failing)) tell("failed", error);
      failing = error !== undefined && !refused;
      if (failing) return;
      if (error) dropped += waiting.count;
      full.shift();
      left -= waiting.count;
      count -= waiting.count;
      bytes -= waiting.bytes;
    }
    tellDrops();
  }

  function putAside(): Waiting {
    const waiting = filling;
    full.push(waiting);
    filling = emptyBatch(sink);
    return waiting;
  }

  function tell(what: string, cause?: Error): void {
    onError(new Error(`the log of requests: ${sink.name} ${what}`, { cause }));
  }

  function tellDrops(): void {
    if (dropped > told) tell(`did not get ${dropped - told} records`);
    told = dropped;
  }

  return {
    push(record) {
      if (count >= recordsMax || bytes >= bytesMax) {
        dropped += 1;
        return;
      }
      const size = filling.batch.add(record);
      filling.count += 1;
      filling.bytes += size;
      count += 1;
      bytes += size;
      if (filling.count < batchMax) return;
      putAside();
      // A sink that is away is tried again each second, and not at each batch.
      if (!failing) void pump();
    },
    async flush() {
      // What came while it was being written is not in it.
      await running;
      await pump();
    },
    dropped: () => dropped,
    waiting: () => count,
    async close() {
      clearInterval(timer);
      await running;
      await pump();
      dropped += count;
      count = 0;
      tellDrops();
      await sink.close();
    },
  };
}

type Waiting = { batch: Batch; count: number; bytes: number };

function emptyBatch(sink: Sink): Waiting {
  return { batch: sink.batch(), count: 0, bytes: 0 };
}

const everyMs = 1000;
const batchMax = 5000;

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

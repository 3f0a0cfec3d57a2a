import { openChannel } from "./channel.ts";
import type { RequestRecord } from "./record.ts";
import type { Rollups } from "./rollups.ts";
import type { Sink } from "./sink.ts";

/** Takes the record of every request, and writes them away behind the requests' back. */
export type Recorder = {
  /**
   * Never waits and never throws. The records are put together a tenth of a second later, with those of many
   * other requests: code that runs for one after the other takes half of what it takes between two requests.
   */
  record(together: () => readonly RequestRecord[]): void;
  /** Tries once to write all that is waiting. */
  flush(): Promise<void>;
  stats(): RecorderStats;
  /** The sums of all that was recorded: see `Rollups`. */
  cumulative: Rollups["cumulative"];
  /** Writes what can be written; the rest is dropped and told of. */
  close(): Promise<void>;
};

export type RecorderStats = {
  recorded: number;
  /** Records that a sink did not get, because there was no room or it refused them, or that could not be made. */
  dropped: number;
  /** Of the sink that has most. */
  waiting: number;
};

export type RecorderOptions = {
  sinks: readonly Sink[];
  rollups: Rollups;
  /** Told of writes that failed and of records that were dropped. */
  onError: (error: Error) => void;
  /** How many records, and how many bytes of them, may wait for each sink. */
  recordsMax?: number;
  bytesMax?: number;
};

/**
 * Every sink has a queue of its own, written each second or at 5,000 records: one that stands still
 * takes nothing from the others. Sums are counted also where the record itself is dropped.
 */
export function createRecorder({
  sinks,
  rollups,
  onError,
  recordsMax = 400_000,
  bytesMax = 128 * 1024 * 1024,
}: RecorderOptions): Recorder {
  const channels = sinks.map((sink) => openChannel(sink, { recordsMax, bytesMax, onError }));
  const writeSums = () => rollups.write().catch(onError);
  let over: (() => readonly RequestRecord[])[] = [];
  let settling: NodeJS.Timeout | undefined;
  let recorded = 0;
  let failed = 0;
  let closed = false;
  let timer = setTimeout(writeAgain, sumsEveryMs).unref();

  // Where the database is slow the sums take a twentieth of its time at the most.
  async function writeAgain(): Promise<void> {
    const start = performance.now();
    await writeSums();
    const pause = Math.max(sumsEveryMs, 20 * (performance.now() - start));
    if (!closed) timer = setTimeout(writeAgain, pause).unref();
  }

  function settle(): void {
    clearTimeout(settling);
    settling = undefined;
    const all = over;
    over = [];
    for (const together of all) {
      try {
        for (const record of together()) keep(record);
      } catch (error) {
        failed += 1;
        onError(new Error("the log of requests: a record could not be made", { cause: error }));
      }
    }
  }

  function keep(record: RequestRecord): void {
    recorded += 1;
    rollups.add(record);
    for (const channel of channels) channel.push(record);
  }

  return {
    record(together) {
      if (over.push(together) === settledAtOnce) settle();
      else settling ??= setTimeout(settle, settledAfterMs).unref();
    },
    async flush() {
      settle();
      await Promise.all([writeSums(), ...channels.map((channel) => channel.flush())]);
    },
    stats() {
      settle();
      return {
        recorded,
        dropped: channels.reduce((sum, channel) => sum + channel.dropped(), failed),
        waiting: Math.max(0, ...channels.map((channel) => channel.waiting())),
      };
    },
    cumulative() {
      settle();
      return rollups.cumulative();
    },
    async close() {
      settle();
      closed = true;
      clearTimeout(timer);
      await Promise.all([writeSums(), ...channels.map((channel) => channel.close())]);
    },
  };
}

const settledAtOnce = 256;
const settledAfterMs = 100;
const sumsEveryMs = 2000;

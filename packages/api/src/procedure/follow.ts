import { setTimeout as sleep } from "node:timers/promises";
import type { Live } from "@crossdock/db";

/** Something of the database that is kept in memory, and is right within a second of any change. */
export type Followed<T> = {
  value(): T;
  /** Reads it anew; what cannot be read now is tried again until it can. */
  renew(): Promise<void>;
  close(): void;
};

export type FollowOptions<T> = {
  live: Pick<Live, "subscribe">;
  /** What is published where it changes. */
  topic: string;
  read(): Promise<T>;
  /** Told of each reading but the first. */
  onChange?: (value: T) => void;
  /** Told where it could not be read; the value before stays until it can. */
  onError: (error: Error) => void;
};

/** @throws what `read` throws when it cannot be read at the start */
export async function follow<T>(options: FollowOptions<T>): Promise<Followed<T>> {
  const { live, topic, read, onChange, onError } = options;
  let stale = false;
  let renewing: Promise<void> | undefined = Promise.resolve();
  let closed = false;
  // Listening comes first: a change while the first reading runs is read after it.
  const unsubscribe = live.subscribe((topics) => {
    if (topics.includes(topic) || topics.includes("*")) void renew();
  });
  let value = await read();
  renewing = undefined;
  if (stale) void renew();

  function renew(): Promise<void> {
    stale = true;
    renewing ??= readAll().finally(() => {
      renewing = undefined;
    });
    return renewing;
  }

  async function readAll(): Promise<void> {
    while (stale && !closed) {
      stale = false;
      try {
        value = await read();
        onChange?.(value);
      } catch (error) {
        onError(error as Error);
        stale = true;
        await sleep(1000, undefined, { ref: false });
      }
    }
  }

  return {
    value: () => value,
    renew,
    close() {
      closed = true;
      unsubscribe();
    },
  };
}

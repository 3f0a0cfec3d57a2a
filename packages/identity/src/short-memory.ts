import type { Live } from "@crossdock/db";
import { LRUCache } from "lru-cache";

/** What the database says of a credential, remembered for at most a second. */
export type ShortMemory<T> = {
  /** What `read` found at most a second ago, or finds now; a hundred callers at once ask once. */
  get(key: string): Promise<T>;
  close(): void;
};

export type ShortMemoryOptions<T> = {
  read: (key: string) => Promise<T>;
  live: Pick<Live, "subscribe">;
  /** The names of the domains whose changes make it forget. */
  topics: readonly string[];
  /** What the second is measured by, in milliseconds: a clock that never goes back. */
  perf?: { now(): number };
};

/**
 * What was revoked is refused at once where the live channel tells of it, and after a second where it
 * does not. What cannot be read is no one's answer: `get` rejects, and nothing is let in.
 */
export function createShortMemory<T>(options: ShortMemoryOptions<T>): ShortMemory<T> {
  const { read, live, topics, perf = performance } = options;
  const known = new LRUCache<string, { askedAt: number; answer: Promise<T> }>({ max: 10_000 });
  const watched = new Set(["*", ...topics]);
  const unsubscribe = live.subscribe((changed) => {
    // Forgets also what is being read: that may have been read before the change.
    if (changed.some((topic) => watched.has(topic))) known.clear();
  });

  function ask(key: string, askedAt: number): Promise<T> {
    const answer = read(key);
    known.set(key, { askedAt, answer });
    answer.catch(() => {
      if (known.peek(key)?.answer === answer) known.delete(key);
    });
    return answer;
  }

  return {
    get(key) {
      const now = perf.now();
      const entry = known.get(key);
      return entry && now - entry.askedAt < memoryMs ? entry.answer : ask(key, now);
    },
    close: unsubscribe,
  };
}

const memoryMs = 1000;

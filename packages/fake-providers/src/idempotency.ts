import type { Answer } from "./exchange.ts";

type Kept = { scope: string; fingerprint: string; answer: Answer; at: number };

/** Answers that a provider keeps by the caller's key, for as long as it promises and no longer. */
export function createIdempotency(now: () => Date) {
  const kept = new Map<string, Kept>();
  return {
    /** What the key stands for; undefined where it is new or forgotten. */
    find(key: string, windowMs: number): Kept | undefined {
      const known = kept.get(key);
      if (known && now().getTime() - known.at < windowMs) return known;
      kept.delete(key);
      return undefined;
    },
    clear: () => kept.clear(),
    keep(key: string, entry: Omit<Kept, "at">): void {
      kept.set(key, { ...entry, at: now().getTime() });
    },
  };
}

export type Idempotency = ReturnType<typeof createIdempotency>;

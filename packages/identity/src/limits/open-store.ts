import { createInsuredStore } from "./insured-store.ts";
import { createMemoryStore } from "./memory-store.ts";
import type { PostgresStore } from "./postgres-store.ts";
import { createRedisStore } from "./redis-store.ts";
import type { LimitStore } from "./store.ts";

/** Where calls are counted: in each process, or for all of them together. */
export type LimitsIn = "memory" | "postgres" | { redisUrl: string };

export function openLimitStore(
  limitsIn: LimitsIn,
  postgres: PostgresStore,
  onError: (error: Error) => void,
): LimitStore {
  if (limitsIn === "memory") return createMemoryStore();
  if (limitsIn === "postgres") return postgres;
  return createInsuredStore({
    shared: createRedisStore(limitsIn.redisUrl),
    own: createMemoryStore(),
    onLost: (cause) => {
      const consequence = "each process grants a tenth of each limit until it does";
      onError(new Error(`Redis does not answer: ${consequence}.`, { cause }));
    },
  });
}

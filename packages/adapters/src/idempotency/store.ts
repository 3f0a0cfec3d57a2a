import type { Operation } from "../operation.ts";

/** One keyed call. */
export type KeyedCall<Ctx> = {
  ctx: Ctx;
  /** The name of the procedure. */
  operation: string;
  /** The key without quotes. It is the caller's: look it up together with who sent it. */
  key: string;
  /** SHA-256 (hex) over everything that makes this request what it is. */
  fingerprint: string;
};

/** Sees to it that a call with one key happens once. */
export type IdempotencyStore<Ctx> = {
  /**
   * Runs `work`, or returns what it gave to an earlier call with this key. `work` takes the context that
   * the procedure is to get, so that a store may keep the answer in the transaction of the effect.
   */
  run(
    call: KeyedCall<Ctx>,
    work: (ctx: Ctx) => Promise<unknown>,
  ): Promise<{ output: unknown; replayed: boolean }>;
};

/** @throws Error at boot, naming an operation that takes a key which nobody would look up */
export function refuseKeysWithoutStore<Ctx>(
  operations: Operation[],
  store: IdempotencyStore<Ctx> | undefined,
): void {
  const keyed = operations.find(({ idempotencyKey }) => idempotencyKey !== undefined);
  if (keyed === undefined || store !== undefined) return;
  throw new Error(
    `${keyed.name}: an Idempotency-Key needs an idempotencyStore; give the handler one.`,
  );
}

import { setTimeout as sleep } from "node:timers/promises";
import { AppError, systemIdOf } from "@crossdock/core";
import { isLockTimeout, type Prisma } from "@crossdock/db";
import type { CommandContext, Context, Idempotency } from "./context.ts";

/**
 * Where the answer of a keyed command stands. `done`: this is it. `started`: the change is
 * committed and `output` is its answer so far; the step after the commit is running or was lost.
 */
export type Kept = {
  state: "done" | "started";
  output: unknown;
  /** The request that it is the answer of; null where that was not kept. */
  requestId: string | null;
  createdAt: Date;
};

/**
 * Takes the key for this transaction, or returns what an earlier one kept. A twin in flight makes
 * this wait on the unique index for at most `lock_timeout`.
 * @throws AppError `idempotency_in_progress`, `idempotency_key_reused`
 */
export async function claimKey(
  ctx: CommandContext,
  operation: string,
  { key, fingerprint }: Idempotency,
): Promise<Kept | null> {
  const caller = callerOf(ctx);
  try {
    const claimed = await ctx.db.$executeRaw`
      INSERT INTO idempotency_key (
        caller, operation, key, fingerprint, state, output, request_id, created_at)
      VALUES (
        ${caller}, ${operation}, ${key}, ${fingerprint}, 'started', 'null', ${ctx.requestId}, ${ctx.now})
      ON CONFLICT DO NOTHING`;
    if (claimed === 1) return null;
  } catch (error) {
    throw isLockTimeout(error) ? inProgress() : error;
  }
  return findKept(ctx.db, caller, operation, { key, fingerprint });
}

/** Keeps the answer, in the transaction of the effect or after its last step. */
export async function keepAnswer(
  db: Pick<Prisma.TransactionClient, "$executeRaw">,
  context: Context,
  operation: string,
  state: Kept["state"],
  output: unknown,
): Promise<void> {
  const { key } = context.idempotency ?? {};
  await db.$executeRaw`
    UPDATE idempotency_key SET state = ${state}, output = ${JSON.stringify(output ?? null)}::json
    WHERE caller = ${callerOf(context)} AND operation = ${operation} AND key = ${key}`;
}

/**
 * Waits for the first caller's last step. Null means that the first caller is gone (its step is
 * limited to ten seconds) and that the step is ours to run again.
 * @throws AppError `idempotency_in_progress` after three seconds
 */
export async function awaitAnswer(
  context: Context,
  operation: string,
  kept: Kept,
): Promise<Kept | null> {
  const { db, clock } = context.services;
  const idempotency = context.idempotency;
  if (!idempotency || kept.state === "done") return kept;
  for (let waitedMs = 0; waitedMs < 3000; waitedMs += 50) {
    if (clock.now().getTime() - kept.createdAt.getTime() > 15_000) return null;
    await sleep(50);
    const current = await findKept(db.prisma, callerOf(context), operation, idempotency);
    if (current.state === "done") return current;
  }
  throw inProgress();
}

async function findKept(
  db: Pick<Prisma.TransactionClient, "idempotencyKey">,
  caller: string,
  operation: string,
  { key, fingerprint }: Idempotency,
): Promise<Kept> {
  const row = await db.idempotencyKey.findUnique({
    where: { caller_operation_key: { caller, operation, key } },
  });
  // The first caller rolled back between our two statements.
  if (!row) throw inProgress();
  if (row.fingerprint !== fingerprint) {
    throw new AppError("idempotency_key_reused", {
      detail:
        "This Idempotency-Key was sent with another request. Use a new key for a new request.",
    });
  }
  const state = row.state === "done" ? "done" : "started";
  const { output, requestId, createdAt } = row;
  return { state, output, requestId, createdAt };
}

function inProgress(): AppError {
  return new AppError("idempotency_in_progress", {
    detail:
      "A request with this Idempotency-Key is still running. Send the same request again soon.",
    retryAfter: 1,
  });
}

// The key is looked up together with who sent it, or one caller could read another's answers.
function callerOf({ principal }: Context): string {
  // A retry may come with the key that took over since: it must not happen twice.
  const caller = `${principal.kind}:${systemIdOf(principal)}`;
  // A customer's programs are strangers to each other.
  return principal.kind === "customer" ? `${caller}:${principal.clientId}` : caller;
}

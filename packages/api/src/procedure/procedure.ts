import type { ProcedureMeta } from "@crossdock/adapters";
import { AppError, isAllowed, type Principal } from "@crossdock/core";
import { onBehalfOf } from "@crossdock/http";
import type { z } from "zod";
import { refuseWrites } from "../pauses/refuse.ts";
import type { CommandContext, Context, QueryContext } from "./context.ts";
import { toAppError, toTrpcError } from "./errors.ts";
import { awaitAnswer, claimKey, type Kept, keepAnswer } from "./idempotency.ts";
import type { Permission } from "./permissions.ts";
import { notForCustomers } from "./scoping.ts";
import { refuseUnstorable } from "./storable.ts";
import { procedure } from "./trpc.ts";
import { insideWork, unitOfWork } from "./unit-of-work.ts";

/** What a procedure says about itself; the builder adds the rest. */
export type Meta = Omit<ProcedureMeta, "kind" | "scope" | "output"> & {
  summary: string;
  /** Customers may call it, about what is their own. All else is closed to them, whatever their scopes. */
  forCustomers?: true;
  /** It works while changes are refused too: what ends that, and what protects an account. */
  whilePaused?: true;
};

/** `any`: every verified caller, whatever it may do else. */
export type Scope = Permission | "any";

/** A procedure that only reads. */
export const query = (scope: Scope) => ({
  meta: (meta: Meta) => ({
    input: <I extends z.ZodType>(input: I) => ({
      output: <O extends z.ZodType>(output: O) => {
        const begun = guarded({ ...meta, kind: "query", scope, output }).input(input);
        const answer =
          (run: Run<QueryContext, I, O>) =>
          async ({ ctx, input }: { ctx: Context; input: unknown }): Promise<z.output<O>> => {
            const { db, clock } = ctx.services;
            const seen = { ...ctx, now: clock.now(), db: db.prisma };
            return output.parse(await run({ ctx: seen, input: parsed<I>(input) }));
          };
        return {
          query: (run: Run<QueryContext, I, O>) => begun.query(answer(run)),
          /** By POST, for an input that may be in no URL: a secret. */
          ask: (run: Run<QueryContext, I, O>) =>
            begun.mutation((opts) => onBehalfOf(opts.ctx, () => answer(run)(opts))),
        };
      },
    }),
  }),
});

/**
 * A procedure that changes something: one transaction with its audit entry, its events and its
 * idempotency record. `afterCommit` runs between the commit and the answer, for a call to a third
 * party: it returns the final answer, bears to be run again after a crash and never throws for
 * what the third party did. `done` tells of an output that needs no such step.
 */
export const command = (scope: Scope) => ({
  meta: (meta: Meta) => ({
    input: <I extends z.ZodType>(input: I) => ({
      output: <O extends z.ZodType>(output: O) => ({
        mutation: (
          run: Run<CommandContext, I, O>,
          { afterCommit, done }: AfterCommit<z.output<O>> = {},
        ) =>
          guarded({ ...meta, kind: "command", scope, output })
            .input(input)
            .mutation(({ ctx, input, path }): Promise<z.output<O>> => {
              const work = async (ctx: CommandContext) =>
                output.parse(await run({ ctx, input: parsed<I>(input) }));
              const stepFor = (answer: z.output<O>) => (done?.(answer) ? undefined : afterCommit);
              return execute(ctx, path, work, stepFor);
            }),
      }),
    }),
  }),
});

type Run<C, I extends z.ZodType, O extends z.ZodType> = (opts: {
  ctx: C;
  input: z.output<I>;
}) => Promise<z.input<O>>;

type Step<O> = (context: Context, output: O) => Promise<O>;
type AfterCommit<O> = { afterCommit?: Step<O>; done?: (output: O) => boolean };
type StepFor<O> = (output: O) => Step<O> | undefined;

// tRPC has parsed the input with this very schema; its type for a generic one says less.
function parsed<I extends z.ZodType>(input: unknown): z.output<I> {
  return input as z.output<I>;
}

function guarded(meta: Meta & ProcedureMeta & { scope: string }) {
  return procedure.meta(meta).use(async ({ ctx, path, next, getRawInput }) => {
    const answer = async () => {
      if (ctx.principal.kind === "customer" && !meta.forCustomers) {
        throw toTrpcError(notForCustomers());
      }
      if (meta.scope !== "any" && !isAllowed(ctx.principal, meta.scope)) {
        throw toTrpcError(forbidden(meta.scope));
      }
      if (meta.kind === "command" && !meta.whilePaused) refuseWritesNow(ctx);
      refuse(await getRawInput());
      const result = await next();
      // tRPC resolves with the error; without this it would show our codes as internal errors.
      if (!result.ok) throw toTrpcError(toAppError(result.error));
      return result;
    };
    return ctx.onCalled ? told(ctx.onCalled, path, answer) : answer();
  });
}

async function told<T>(
  onCalled: NonNullable<Context["onCalled"]>,
  operation: string,
  work: () => Promise<T>,
): Promise<T> {
  const start = performance.now();
  const tell = (error: AppError | null) =>
    onCalled({ operation, durationMs: performance.now() - start, error });
  try {
    const result = await work();
    tell(null);
    return result;
  } catch (error) {
    tell(toAppError(error));
    throw error;
  }
}

/** For a procedure that needs more than the one scope. @throws AppError `forbidden` */
export function demand(principal: Principal, scope: string): void {
  if (!isAllowed(principal, scope)) throw forbidden(scope);
}

function refuseWritesNow(context: Context): void {
  try {
    refuseWrites(context);
  } catch (error) {
    throw toTrpcError(toAppError(error));
  }
}

function refuse(input: unknown): void {
  try {
    refuseUnstorable(input);
  } catch (error) {
    throw toTrpcError(toAppError(error));
  }
}

function forbidden(scope: string): AppError {
  return new AppError("forbidden", {
    detail: `This needs ${scope}, which the credential does not have.`,
    data: { requiredScope: scope },
  });
}

async function execute<O>(
  context: Context,
  path: string,
  work: (ctx: CommandContext) => Promise<O>,
  stepFor: StepFor<O>,
): Promise<O> {
  try {
    const output = await commit(context, path, work, stepFor);
    return await finish(context, path, output, stepFor);
  } catch (error) {
    if (!(error instanceof Replay)) throw error;
    const kept = await awaitAnswer(context, path, error.kept);
    context.onReplay?.(error.kept.requestId);
    if (kept) return kept.output as O;
    return finish(context, path, error.kept.output as O, stepFor);
  }
}

function commit<O>(
  context: Context,
  path: string,
  work: (ctx: CommandContext) => Promise<O>,
  stepFor: StepFor<O>,
): Promise<O> {
  const { idempotency, precondition } = context;
  if (!idempotency && !precondition) return unitOfWork(context, path, work);
  return unitOfWork(context, path, async (ctx) => {
    const kept = idempotency && (await claimKey(ctx, path, idempotency));
    if (kept) throw new Replay(kept);
    await precondition?.(insideWork(ctx));
    const output = await work(ctx);
    if (idempotency)
      await keepAnswer(ctx.db, context, path, stepFor(output) ? "started" : "done", output);
    return output;
  });
}

async function finish<O>(
  context: Context,
  path: string,
  output: O,
  stepFor: StepFor<O>,
): Promise<O> {
  const step = stepFor(output);
  if (!step) return output;
  const answer = await onBehalfOf(context, () => step(context, output));
  if (context.idempotency) {
    await keepAnswer(context.services.db.prisma, context, path, "done", answer);
  }
  return answer;
}

/** Leaves the transaction when an earlier request with the same key has its answer already. */
class Replay extends Error {
  readonly kept: Kept;

  constructor(kept: Kept) {
    super("replay");
    this.kept = kept;
  }
}

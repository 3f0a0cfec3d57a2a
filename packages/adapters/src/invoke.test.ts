import { type AnyTRPCProcedure, callTRPCProcedure, initTRPC, lazy, TRPCError } from "@trpc/server";
import { expect, test, vi } from "vitest";
import { z } from "zod";
import { type Invocation, invoke } from "./invoke.ts";

type Context = { user?: string; seen?: unknown[] };

const t = initTRPC.context<Context>().meta<{ role?: string }>().create();

const router = t.router({
  plain: t.procedure.query(({ ctx, input, path, signal }) => ({
    ...{ ctx, input, path },
    aborted: signal?.aborted,
  })),
  parsed: t.procedure
    .input(z.object({ id: z.string() }))
    .input(z.object({ limit: z.coerce.number() }))
    .output(z.object({ id: z.string(), limit: z.number() }))
    .query(({ input }) => ({ ...input, hidden: 1 })),
  context: t.procedure
    .meta({ role: "admin" })
    .use(({ ctx, meta, next }) => next({ ctx: { ...meta, first: ctx.user } }))
    .use(({ next }) => next())
    .use(({ next }) => next({ ctx: { second: 2 } }))
    .query(({ ctx }) => ctx),
  rawInput: t.procedure
    .use(async ({ getRawInput, next }) => {
      const raw = await getRawInput();
      return next({ getRawInput: async () => ({ wrapped: raw }) });
    })
    .input(z.unknown())
    .query(({ input }) => input),
  otherInput: t.procedure
    .input(z.unknown())
    .use((opts) => opts.next({ ...opts, input: "another" } as never))
    .query(({ input }) => input),
  bestEffort: t.procedure
    .use(async ({ ctx, next }) => {
      const result = await next();
      ctx.seen?.push(result.ok, !result.ok && result.error.message);
      return result;
    })
    .query(() => {
      throw new Error("broken");
    }),
  nothing: t.procedure.use((async () => undefined) as never).query(() => 1),
  text: t.procedure.query(() => {
    throw "a text";
  }),
  refusal: t.procedure.query(() => {
    throw new TRPCError({ code: "FORBIDDEN", message: "no" });
  }),
  badOutput: t.procedure.output(z.string()).query((() => 1) as never),
  caller: t.procedure
    .experimental_caller(async ({ args, invoke: call }) => {
      const [invocation] = args as unknown as [Invocation];
      return { wrapped: await call(invocation as never) };
    })
    .query(() => "inner") as unknown as AnyTRPCProcedure,
  change: t.procedure.mutation(() => "changed"),
  late: lazy(async () => ({ default: t.router({ get: t.procedure.query(() => "late") }) })),
});

test.each([
  ["plain", "query", { id: 1 }],
  ["parsed", "query", { id: "a", limit: "3" }],
  ["parsed", "query", { id: 1 }],
  ["parsed", "query", undefined],
  ["context", "query", undefined],
  ["rawInput", "query", 7],
  ["otherInput", "query", 7],
  ["bestEffort", "query", undefined],
  ["nothing", "query", undefined],
  ["text", "query", undefined],
  ["refusal", "query", undefined],
  ["badOutput", "query", undefined],
  ["caller", "query", undefined],
  ["change", "mutation", undefined],
  ["change", "query", undefined],
  ["absent", "query", undefined],
  ["late.get", "query", undefined],
] as const)("%s as a %s does what tRPC does", async (path, type, input) => {
  const byTrpc = await outcome(callTRPCProcedure, path, type, input);
  expect(await outcome(invoke, path, type, input)).toEqual(byTrpc);
});

test("a procedure that is asked for its input twice reads it twice, as with tRPC", async () => {
  const getRawInput = vi.fn(async () => ({ id: "a", limit: 1 }));
  await invoke(invocation("parsed", "query", { getRawInput }));
  expect(getRawInput).toHaveBeenCalledTimes(2);
});

async function outcome(
  call: (invocation: Invocation) => Promise<unknown>,
  path: string,
  type: "query" | "mutation",
  input: unknown,
) {
  const seen: unknown[] = [];
  const ctx: Context = { user: "ann", seen };
  const options = invocation(path, type, { ctx, getRawInput: async () => input });
  const result = await call(options).catch((error: unknown) => {
    if (!(error instanceof TRPCError)) throw error;
    const { code, message, cause } = error;
    return { code, message, cause: String(cause) };
  });
  return { result, seen, ctx };
}

function invocation(path: string, type: "query" | "mutation", more: Partial<Invocation>) {
  const getRawInput = async () => undefined;
  return {
    ...{ router, path, type, getRawInput, ctx: {}, batchIndex: 0 },
    signal: AbortSignal.timeout(60_000),
    ...more,
  };
}

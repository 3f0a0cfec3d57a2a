import {
  type AnyTRPCProcedure,
  callTRPCProcedure,
  getTRPCErrorFromUnknown,
  TRPCError,
} from "@trpc/server";

export type Invocation = Parameters<typeof callTRPCProcedure>[0];

/**
 * Does what `callTRPCProcedure` does. That one copies the options of a call property by property before
 * and after each middleware, which takes longer than all else about a small request: here the same
 * middlewares run with plain copies. Whatever is not laid out as tRPC 11 does is left to tRPC.
 */
export async function invoke(invocation: Invocation): Promise<unknown> {
  const { router, path, type } = invocation;
  const procedure: AnyTRPCProcedure | undefined = router._def.procedures[path];
  const middlewares = procedure?._def.type === type ? middlewaresOf(procedure) : undefined;
  if (middlewares === undefined) return callTRPCProcedure(invocation);
  const call = { ...invocation, meta: procedure?._def.meta, input: undefined };
  const result = await run(middlewares, 0, call);
  if (result?.ok) return result.data;
  throw result?.error ?? new TRPCError({ code: "INTERNAL_SERVER_ERROR", message: noResult });
}

const noResult = "No result from middlewares - did you forget to `return next()`?";

type Call = Invocation & { meta: unknown; input: unknown };

/** What a middleware hands to the next one in place of what it got. */
type Changes = { ctx?: object; input?: unknown; getRawInput?: Call["getRawInput"] };

type Result = { ok: true; data: unknown } | { ok: false; error: TRPCError; marker: string };

type Middleware = (
  call: Call & { next: (changes?: Changes) => Promise<Result | undefined> },
) => Promise<Result | undefined>;

// The last middleware is the procedure's own function.
async function run(
  middlewares: Middleware[],
  index: number,
  call: Call,
): Promise<Result | undefined> {
  const next = (changes?: Changes) => run(middlewares, index + 1, changed(call, changes));
  try {
    return await middlewares[index]?.({ ...call, next });
  } catch (error) {
    return { ok: false, error: getTRPCErrorFromUnknown(error), marker: "middlewareMarker" };
  }
}

function changed(call: Call, changes: Changes | undefined): Call {
  if (changes === undefined) return call;
  return {
    ...call,
    ctx: changes.ctx ? Object.assign({}, call.ctx, changes.ctx) : call.ctx,
    input: "input" in changes ? changes.input : call.input,
    getRawInput: changes.getRawInput ?? call.getRawInput,
  };
}

// The builder keeps them on every procedure, though its type does not say so. One with a caller of its own
// is more than its middlewares.
function middlewaresOf({ _def }: AnyTRPCProcedure): Middleware[] | undefined {
  const { middlewares, experimental_caller } = _def as {
    middlewares?: Middleware[];
    experimental_caller?: boolean;
  };
  return experimental_caller ? undefined : middlewares;
}

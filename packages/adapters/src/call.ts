import { type AnyTRPCRouter, callTRPCProcedure } from "@trpc/server";
import type { Operation } from "./operation.ts";
import { asOurFault } from "./version/apply.ts";

/**
 * Calls a procedure as tRPC's own transports do: its input is parsed and its errors are `TRPCError`. What
 * an older version sent becomes today's input where tRPC asks for it, behind the procedure's middlewares:
 * a caller without the right learns nothing of its input.
 */
export async function callProcedure(
  router: AnyTRPCRouter,
  operation: Operation,
  input: unknown,
  ctx: unknown,
): Promise<unknown> {
  const { up } = operation.adaptation ?? {};
  let isToday = up === undefined;

  async function getRawInput(): Promise<unknown> {
    if (up === undefined) return input;
    const today = up(input);
    isToday = true;
    return today;
  }

  try {
    return await callTRPCProcedure({
      router,
      path: operation.name,
      type: operation.kind === "query" ? "query" : "mutation",
      getRawInput,
      ctx,
      signal: undefined,
      batchIndex: 0,
    });
  } catch (error) {
    throw isToday ? asOurFault(error, operation) : error;
  }
}

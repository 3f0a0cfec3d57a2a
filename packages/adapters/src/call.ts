import { type AnyTRPCRouter, callTRPCProcedure } from "@trpc/server";
import type { Operation } from "./operation.ts";
import { asOurFault } from "./version/apply.ts";

/** Calls a procedure as tRPC's own transports do: its input is parsed and its errors are `TRPCError`. */
export async function callProcedure(
  router: AnyTRPCRouter,
  operation: Operation,
  input: unknown,
  ctx: unknown,
): Promise<unknown> {
  try {
    return await callTRPCProcedure({
      router,
      path: operation.name,
      type: operation.kind === "query" ? "query" : "mutation",
      getRawInput: async () => input,
      ctx,
      signal: undefined,
      batchIndex: 0,
    });
  } catch (error) {
    throw asOurFault(error, operation);
  }
}

import type { AnyTRPCRouter } from "@trpc/server";
import { invoke } from "./invoke.ts";
import type { Operation } from "./operation.ts";
import { asOurFault } from "./version/apply.ts";
import { OlderInputError } from "./version/older-words.ts";

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
  let stage: "as sent" | "refused" | "made" = "as sent";

  async function getRawInput(): Promise<unknown> {
    if (up === undefined) return input;
    stage = "refused";
    const today = up(input);
    stage = "made";
    return today;
  }

  try {
    return await invoke({
      router,
      path: operation.name,
      type: operation.kind === "query" ? "query" : "mutation",
      getRawInput,
      ctx,
      signal: undefined,
      batchIndex: 0,
    });
  } catch (error) {
    throw byStage(stage, error, operation);
  }
}

function byStage(stage: string, error: unknown, operation: Operation): unknown {
  if (stage === "refused") return new OlderInputError(error);
  return stage === "made" ? asOurFault(error, operation) : error;
}

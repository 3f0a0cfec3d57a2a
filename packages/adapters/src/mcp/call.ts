import type { CallToolResult } from "@modelcontextprotocol/server";
import { callProcedure } from "../call.ts";
import { writeJson } from "../json-text.ts";
import { type Exchange, renderProblem } from "./exchange.ts";
import { fingerprintOf, takeKey } from "./idempotency.ts";
import type { McpOptions } from "./options.ts";
import type { McpTool } from "./tools.ts";

/** A call of a tool, on its way through one request. */
export type ToolCall<Ctx> = {
  tool: McpTool;
  args: Record<string, unknown>;
  ctx: Ctx;
  exchange: Exchange;
};

/**
 * Calls a tool's procedure. Never rejects: what fails is told to the model as problem details, so that it
 * can mend its call.
 */
export async function callTool<Ctx, Req>(
  options: McpOptions<Ctx, Req>,
  call: ToolCall<Ctx>,
): Promise<CallToolResult> {
  const { tool, exchange } = call;
  try {
    const { output, replayed } = await run(options, call);
    exchange.watch.enter("render");
    exchange.output = output;
    if (replayed) exchange.headers["Idempotent-Replayed"] = "true";
    return tool.operation.outputSchema === undefined ? { content: [] } : resultOf(output);
  } catch (error) {
    const { problem } = renderProblem(options, exchange, error);
    exchange.failed = true;
    const { content, structuredContent } = resultOf(problem);
    // What a tool declares as its output, no client takes in another shape, of a failure either.
    if (tool.definition.outputSchema !== undefined) return { content, isError: true };
    return { content, structuredContent, isError: true };
  }
}

async function run<Ctx, Req>(
  { router, idempotencyStore }: McpOptions<Ctx, Req>,
  { tool, args, ctx, exchange }: ToolCall<Ctx>,
): Promise<{ output: unknown; replayed: boolean }> {
  const { operation, revive } = tool;
  exchange.body = args;
  exchange.watch.enter("call");
  const { key, input } = takeKey(args, operation);
  const revived = revive === undefined ? input : revive(input);
  const work = (inside: Ctx) => callProcedure(router, operation, revived, inside);
  if (key === undefined || idempotencyStore === undefined) {
    return { output: await work(ctx), replayed: false };
  }
  const fingerprint = await fingerprintOf(operation, input);
  return idempotencyStore.run({ ctx, operation: operation.name, key, fingerprint }, work);
}

/** The value for programs, and the same as text for models. */
function resultOf(value: unknown) {
  const text = writeJson(value ?? null) ?? "null";
  const structuredContent: unknown = JSON.parse(text);
  return { content: [{ type: "text" as const, text }], structuredContent };
}

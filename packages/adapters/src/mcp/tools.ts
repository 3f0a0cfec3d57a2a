import type { Tool } from "@modelcontextprotocol/server";
import type { AnyTRPCRouter } from "@trpc/server";
import { describeOperation, factsOf, type Operation, schemasOf } from "../operation.ts";
import { listProcedures, type Procedure } from "../procedure.ts";
import { compileRevive, type Revive } from "../wire.ts";
import { argumentsSchema, resultSchema } from "./schema.ts";

/** A procedure as a tool. */
export type McpTool = { operation: Operation; definition: Tool; revive: Revive | undefined };

/**
 * The procedures that say `mcp: true`, by the names of their tools, in the order of declaration.
 * @throws Error naming the procedure and the mend, where one can't be a tool as it is declared
 */
export function describeTools(router: AnyTRPCRouter): Map<string, McpTool> {
  const tools = new Map<string, McpTool>();
  for (const procedure of listProcedures(router)) {
    if (procedure.meta.mcp !== true) continue;
    const tool = describeTool(procedure);
    const other = tools.get(tool.definition.name);
    if (other !== undefined) throw clash(tool, other);
    tools.set(tool.definition.name, tool);
  }
  return tools;
}

function describeTool(procedure: Procedure): McpTool {
  const { name, meta } = procedure;
  const onRest = meta.rest === undefined ? undefined : describeOperation(procedure);
  try {
    const operation = onRest ?? offRest(procedure);
    const definition = define(operation);
    return { operation, definition, revive: compileRevive(operation.inputSchema) };
  } catch (error) {
    const mend = error instanceof Error ? error.message : String(error);
    throw new Error(`${name}: ${mend}`, { cause: error });
  }
}

/** A procedure that is a tool and nothing else stands at no path. */
function offRest(procedure: Procedure): Operation {
  const { name, type, meta } = procedure;
  if (type === "subscription") throw new Error("a tool can't be a tRPC subscription.");
  const schemas = schemasOf(procedure);
  return {
    ...factsOf(name, meta),
    ...schemas,
    ...{ name, path: "", params: [] },
    kind: type === "query" ? "query" : "command",
    method: type === "query" ? "GET" : "POST",
    status: meta.status ?? (schemas.outputSchema === undefined ? 204 : 200),
  };
}

function define(operation: Operation): Tool {
  const { name, summary, description, inputSchema, outputSchema, idempotencyKey } = operation;
  const result = resultSchema(outputSchema);
  return {
    name: toolNameOf(name),
    title: summary,
    description: description === undefined ? summary : `${summary}. ${description}`,
    // Both are JSON Schema 2020-12; Zod's type of it allows members that are `undefined`.
    inputSchema: argumentsSchema(inputSchema, idempotencyKey) as Tool["inputSchema"],
    ...(result === undefined ? {} : { outputSchema: result as Tool["outputSchema"] }),
    annotations: annotationsOf(operation),
  };
}

function toolNameOf(name: string): string {
  const toolName = name.replaceAll(".", "_");
  if (/^[\w-]{1,128}$/.test(toolName)) return toolName;
  throw new Error("a tool's name has at most 128 letters, digits, _ and -; choose another.");
}

/** Hints by which a client decides what to ask its user about. */
function annotationsOf({ kind, method, status, idempotencyKey }: Operation): Tool["annotations"] {
  if (kind === "query") return { readOnlyHint: true, openWorldHint: false };
  return {
    readOnlyHint: false,
    // What makes something new adds to what there is; any other command may change or undo it.
    destructiveHint: status !== 201,
    idempotentHint: method === "PUT" || method === "DELETE" || idempotencyKey !== undefined,
    openWorldHint: false,
  };
}

function clash(tool: McpTool, other: McpTool): Error {
  return new Error(
    `${tool.operation.name}: ${other.operation.name} is the tool ${other.definition.name} already; rename one of them.`,
  );
}

import { z } from "zod";
import { type JsonSchema, membersOf, resolve, toJsonSchema } from "./json-schema.ts";
import { type Method, methods, type ProcedureMeta, type SuccessStatus } from "./meta.ts";
import type { Procedure } from "./procedure.ts";
import { compileCoercion } from "./rest/coerce.ts";

/** A procedure as the REST and OpenAPI transports see it. */
export type Operation = {
  /** The procedure's path in the router, and the operationId: `notes.create`. */
  name: string;
  kind: "query" | "command";
  scope: string;
  method: Method;
  /** The template below the base path: `/notes/{id}`. */
  path: string;
  /** The names in the template, in its order; each is a member of the input. */
  params: string[];
  input: z.ZodType;
  output: z.ZodType;
  /** What a caller may send. Its `$defs`, where it has any, are its own. */
  inputSchema: JsonSchema;
  /** What a caller gets; nothing where the output is void. */
  outputSchema: JsonSchema | undefined;
  status: SuccessStatus;
  summary: string;
  description: string | undefined;
  tags: string[];
  idempotencyKey: "required" | "accepted" | undefined;
  errors: string[];
  example: unknown;
  mcp: boolean;
  deprecated: boolean;
};

/** @throws Error naming the procedure and the mend, where it can't be served as it is declared */
export function describeOperation(procedure: Procedure): Operation {
  try {
    return describe(procedure);
  } catch (error) {
    const mend = error instanceof Error ? error.message : String(error);
    throw new Error(`${procedure.name}: ${mend}`, { cause: error });
  }
}

function describe({ name, type, meta, inputs }: Procedure): Operation {
  const { method, path, params } = parseRest(meta.rest);
  const { input, output, summary, kind, scope } = demanded(meta, inputs);
  const inputSchema = toJsonSchema(input, "input");
  const outputSchema = output instanceof z.ZodVoid ? undefined : toJsonSchema(output, "output");
  const status = meta.status ?? (outputSchema === undefined ? 204 : 200);
  checkKind(kind, type, method);
  checkInput(inputSchema, method, params);
  checkStatus(status, outputSchema);
  return {
    name,
    kind,
    scope,
    method,
    path,
    params,
    input,
    output,
    inputSchema,
    outputSchema,
    status,
    summary,
    description: meta.description,
    tags: meta.tags ?? [name.split(".")[0] ?? name],
    idempotencyKey: meta.idempotencyKey,
    errors: meta.errors ?? [],
    example: meta.example,
    mcp: meta.mcp ?? false,
    deprecated: meta.deprecated ?? false,
  };
}

function parseRest(rest = ""): Pick<Operation, "method" | "path" | "params"> {
  const [verb, path = ""] = rest.split(" ");
  const method = methods.find((candidate) => candidate === verb);
  if (method === undefined || !/^(?:\/(?:[\w.~-]+|\{[a-z]\w*\}))+$/i.test(path)) {
    throw new Error(`write rest as "GET /notes/{id}", not "${rest}".`);
  }
  // These first segments belong to other transports and to older versions of the API.
  const reserved = /^\/(?:(?:trpc|auth|webhooks)(?=\/|$)|v\d+(?=\/|$))/.exec(path)?.[0];
  if (reserved !== undefined) throw new Error(`${reserved} is reserved; choose another path.`);
  const params = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
  if (new Set(params).size < params.length) throw new Error(`${path} names a parameter twice.`);
  return { method, path, params };
}

function demanded(meta: Partial<ProcedureMeta>, inputs: z.ZodType[]) {
  const { output, summary, kind, scope } = meta;
  const [input, ...others] = inputs;
  if (input === undefined)
    throw new Error("rest needs .input(); z.strictObject({}) takes nothing.");
  if (others.length > 0)
    throw new Error("rest needs one .input(); extend the first schema instead.");
  if (output === undefined) throw new Error("rest needs an output; z.void() gives nothing.");
  if (summary === undefined) throw new Error("rest needs a summary in .meta().");
  if (kind === undefined || scope === undefined) throw new Error("rest needs a kind and a scope.");
  return { input, output, summary, kind, scope };
}

function checkKind(kind: Operation["kind"], type: Procedure["type"], method: Method): void {
  if (type !== (kind === "query" ? "query" : "mutation")) {
    throw new Error(`a ${kind} can't be a tRPC ${type}.`);
  }
  // A GET must be safe: links are followed and prefetched (RFC 9110 §9.2.1).
  if (kind === "command" && method === "GET")
    throw new Error("a command can't be a GET; use POST.");
}

function checkInput(schema: JsonSchema, method: Method, params: string[]): void {
  if (resolve(schema, schema).type !== "object") {
    throw new Error("rest needs an object schema as input; wrap it in z.strictObject().");
  }
  const members = membersOf(schema);
  for (const param of params) {
    if (!members.has(param)) throw new Error(`{${param}} is no member of the input; add it there.`);
  }
  for (const [member, memberSchema] of members) {
    const inPath = params.includes(member);
    if (!inPath && method !== "GET" && method !== "DELETE") continue;
    const coercion = compileCoercion(memberSchema, schema);
    if (coercion === undefined || (inPath && coercion.list)) {
      const place = inPath ? "path" : "query string";
      throw new Error(`a ${place} can't carry ${member}; make it a string, a number or a boolean.`);
    }
  }
}

function checkStatus(status: SuccessStatus, output: JsonSchema | undefined): void {
  if (output !== undefined && status === 204) {
    throw new Error("status 204 has no body; make the output z.void() or choose 200.");
  }
  if (output === undefined && status === 200) {
    throw new Error("a void output has no body; choose status 204.");
  }
  if (status === 201 && (output === undefined || !membersOf(output).has("id"))) {
    throw new Error("status 201 needs an id in the output, for the Location header.");
  }
}

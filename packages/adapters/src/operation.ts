import { z } from "zod";
import { isObject, type JsonSchema, membersOf, toJsonSchema } from "./json-schema.ts";
import { type Method, methods, type ProcedureMeta, type SuccessStatus } from "./meta.ts";
import { demandZod, inputOf, type Procedure } from "./procedure.ts";
import { compileMembers } from "./rest/members.ts";

/** A procedure as the transports see it. */
export type Operation = {
  /** The procedure's path in the router, and the operationId: `notes.create`. */
  name: string;
  kind: "query" | "command";
  scope: string | undefined;
  method: Method;
  /** The template below the base path: `/notes/{id}`. */
  path: string;
  /** The names in the template, in its order; each is a member of the input. */
  params: string[];
  /** What a caller may send: an object. Its `$defs`, where it has any, are its own. */
  inputSchema: JsonSchema;
  /** What a caller gets; nothing where the output is void. */
  outputSchema: JsonSchema | undefined;
  status: SuccessStatus;
  summary: string;
  description: string | undefined;
  tags: string[];
  idempotencyKey: "required" | "accepted" | undefined;
  ifMatch: "required" | undefined;
  errors: string[];
  example: unknown;
  mcp: boolean;
  cost: number;
  deprecated: boolean;
  /** How an older version's shapes become the procedure's and back. */
  adaptation?: Adaptation;
};

type Adaptation = {
  /** Parses what the older version takes, and makes today's input of it. */
  up?: (input: unknown) => unknown;
  down?: (output: unknown) => unknown;
  /** The place in the older input that a place in today's stands for. */
  pointer?: (pointer: string) => string;
  /** The older text of an error. */
  detail?: (detail: string) => string;
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

function describe(procedure: Procedure): Operation {
  const { name, meta } = procedure;
  const { method, path, params } = parseRest(meta.rest);
  const kind = kindOf(procedure, method);
  const { inputSchema, outputSchema } = schemasOf(procedure);
  const status = meta.status ?? (outputSchema === undefined ? 204 : 200);
  checkInput(inputSchema, method, params);
  checkStatus(status, outputSchema);
  return {
    ...factsOf(name, meta),
    ...{ name, kind, method, path, params, inputSchema, outputSchema, status },
  };
}

/** What the meta says of any procedure, on REST or not. */
export function factsOf(name: string, meta: ProcedureMeta) {
  return {
    scope: meta.scope,
    summary: meta.summary ?? name,
    description: meta.description,
    tags: meta.tags ?? [name.split(".")[0] ?? name],
    idempotencyKey: meta.idempotencyKey,
    ifMatch: meta.ifMatch,
    errors: meta.errors ?? [],
    example: meta.example,
    mcp: meta.mcp ?? false,
    cost: meta.cost ?? 1,
    deprecated: meta.deprecated ?? false,
  };
}

/** The JSON Schemas of a procedure. An input that was not declared takes nothing. */
export function schemasOf(procedure: Procedure): Pick<Operation, "inputSchema" | "outputSchema"> {
  const input = inputOf(procedure) ?? z.strictObject({});
  const output = procedure.output === undefined ? z.unknown() : demandZod(procedure.output);
  const isVoid = output instanceof z.ZodVoid;
  return {
    inputSchema: toJsonSchema(input, "input"),
    outputSchema: isVoid ? undefined : toJsonSchema(output, "output"),
  };
}

/** Reads `GET /notes/{id}`. */
export function parseRest(rest = ""): Pick<Operation, "method" | "path" | "params"> {
  const [verb, path = ""] = rest.split(" ");
  const method = methods.find((candidate) => candidate === verb);
  if (method === undefined || !/^(?:\/(?:[\w.~-]+|\{[a-z]\w*\}))+$/i.test(path)) {
    throw new Error(`write rest as "GET /notes/{id}", not "${rest}".`);
  }
  const version = /^\/v\d+(?=\/|$)/.exec(path)?.[0];
  if (version !== undefined) throw new Error(`${version} is a version's; choose another path.`);
  const params = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
  if (new Set(params).size < params.length) throw new Error(`${path} names a parameter twice.`);
  return { method, path, params };
}

function kindOf({ type, meta }: Procedure, method: Method): Operation["kind"] {
  const own = type === "query" ? "query" : "command";
  if (type === "subscription" || (meta.kind ?? own) !== own) {
    throw new Error(`a ${meta.kind ?? "call"} can't be a tRPC ${type}.`);
  }
  // A GET must be safe: links are followed and prefetched (RFC 9110 §9.2.1).
  if (own === "command" && method === "GET") {
    throw new Error("a command can't be a GET; use POST.");
  }
  return own;
}

/** @throws Error where path and query can't carry what the input asks for */
export function checkInput(schema: JsonSchema, method: Method, params: string[]): void {
  if (!isObject(schema)) {
    throw new Error("rest needs an object schema as input; wrap it in z.strictObject().");
  }
  const members = membersOf(schema);
  for (const param of params) {
    if (!members.has(param)) throw new Error(`{${param}} is no member of the input; add it there.`);
  }
  const { scalars, objects } = compileMembers(schema);
  for (const member of members.keys()) {
    const inPath = params.includes(member);
    if (!inPath && method !== "GET" && method !== "DELETE") continue;
    const scalar = scalars.get(member);
    const isCarried = inPath ? scalar?.list === false : scalar || objects.has(member);
    if (!isCarried) {
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

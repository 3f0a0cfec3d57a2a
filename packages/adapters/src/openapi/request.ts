import { isObject, type JsonSchema, membersOf, requiredOf, resolve } from "../json-schema.ts";
import type { Operation } from "../operation.ts";
import { compileCoercion } from "../rest/coerce.ts";
import { bodyTypes } from "../rest/plan.ts";
import type { Components } from "./components.ts";
import { schemaName } from "./names.ts";

/** The path and query parameters of an operation, and the headers that it takes. */
export function parameters(operation: Operation, components: Components): object[] {
  const { inputSchema, params, name, method } = operation;
  const required = requiredOf(inputSchema);
  const spelled = [...membersOf(inputSchema)].filter(
    ([member]) => params.includes(member) || method === "GET" || method === "DELETE",
  );
  const parameters = spelled.map(([member, { description, ...schema }]) => {
    const inPath = params.includes(member);
    return {
      name: member,
      in: inPath ? "path" : "query",
      required: inPath || required.includes(member),
      ...(description === undefined ? {} : { description }),
      // Lists are a=1&a=2. That is the default too, but generators disagree where nothing is said.
      ...(isExploded(schema, inputSchema) ? { style: "form", explode: true } : {}),
      schema: components.inline(schema, inputSchema, schemaName(name, "Input")),
      ...(exampleOf(operation, member) ?? {}),
    };
  });
  return [...parameters, ...headersOf(operation).map((shared) => referTo(shared))];
}

function headersOf({ idempotencyKey, ifMatch, method }: Operation): string[] {
  const names: string[] = [];
  if (idempotencyKey === "required") names.push("IdempotencyKeyRequired");
  if (idempotencyKey === "accepted") names.push("IdempotencyKey");
  if (method === "GET") names.push("IfNoneMatch");
  else if (method !== "POST") names.push(ifMatch === "required" ? "IfMatchRequired" : "IfMatch");
  return names;
}

function referTo(parameter: string): object {
  return { $ref: `#/components/parameters/${parameter}` };
}

function isExploded(schema: JsonSchema, root: JsonSchema): boolean {
  const coercion = compileCoercion(schema, root);
  return coercion === undefined ? isObject({ ...schema, $defs: root.$defs }) : coercion.list;
}

/** The body of an operation: its input without the path parameters; nothing where none is left. */
export function requestBody(operation: Operation, components: Components): object | undefined {
  const schema = bodySchema(operation);
  const members = membersOf(schema);
  if (members.size === 0 || bodyTypes(operation).length === 0) return undefined;
  const ref = components.add(schema, schemaName(operation.name, "Input"));
  const example = bodyExample(operation);
  const required = requiredOf(schema);
  // The example is written as JSON: a form could not spell its nested members.
  const media = (type: string) =>
    example === undefined || !type.endsWith("json") ? { schema: ref } : { schema: ref, example };
  return {
    required: required.length > 0,
    content: Object.fromEntries(bodyTypes(operation).map((type) => [type, media(type)])),
  };
}

function bodySchema({ inputSchema, params }: Operation): JsonSchema {
  if (params.length === 0) return inputSchema;
  const { properties = {}, required = [], ...root } = resolve(inputSchema, inputSchema);
  const { $defs } = inputSchema;
  return {
    ...root,
    properties: without(properties, params),
    required: required.filter((name) => !params.includes(name)),
    ...($defs === undefined ? {} : { $defs }),
  };
}

function exampleOf({ example }: Operation, member: string): { example: unknown } | undefined {
  if (typeof example !== "object" || example === null || !(member in example)) return undefined;
  return { example: Reflect.get(example, member) };
}

function bodyExample({ example, params }: Operation): unknown {
  if (typeof example !== "object" || example === null) return undefined;
  return without({ ...example }, params);
}

function without<T>(members: Record<string, T>, names: string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(members).filter(([name]) => !names.includes(name)));
}

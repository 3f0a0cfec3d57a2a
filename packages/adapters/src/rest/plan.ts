import { membersOf, resolve } from "../json-schema.ts";
import type { Operation } from "../operation.ts";
import { type Coercion, compileCoercion } from "./coerce.ts";

/** What the handler works out about an operation once, so that a request costs no look at a schema. */
export type Plan = {
  operation: Operation;
  /** The whole path template: `/api/v1/notes/{id}`. */
  template: string;
  params: { name: string; one: Coercion["one"] }[];
  /** The members that a query or a form can spell. */
  members: Map<string, Coercion>;
  /** The media types that the body may have; none where the operation takes no body. */
  bodyTypes: string[];
  /** Whether an answer may have a next page to link to. */
  paged: boolean;
};

export function compilePlan(operation: Operation, basePath: string): Plan {
  const { inputSchema, outputSchema, params } = operation;
  const coercions = new Map<string, Coercion>();
  for (const [name, schema] of membersOf(inputSchema)) {
    const coercion = compileCoercion(schema, inputSchema);
    if (coercion !== undefined) coercions.set(name, coercion);
  }
  return {
    operation,
    template: basePath + operation.path,
    params: params.map((name) => ({ name, one: coercions.get(name)?.one ?? ((text) => text) })),
    members: coercions,
    bodyTypes: bodyTypes(operation),
    paged: outputSchema !== undefined && membersOf(outputSchema).has("nextCursor"),
  };
}

/** The media types that the operation's body may have (RFC 7396 for merge patches). */
export function bodyTypes({ method, inputSchema, params }: Operation): string[] {
  if (method === "GET" || method === "DELETE") return [];
  const { required = [] } = resolve(inputSchema, inputSchema);
  const members = [...membersOf(inputSchema)].filter(([name]) => !params.includes(name));
  const inForm = members.every(
    ([name, schema]) => !required.includes(name) || compileCoercion(schema, inputSchema),
  );
  return [
    "application/json",
    ...(method === "PATCH" ? ["application/merge-patch+json"] : []),
    ...(inForm ? ["application/x-www-form-urlencoded"] : []),
  ];
}

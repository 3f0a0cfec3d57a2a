import { branchesOf, type JsonSchema } from "../json-schema.ts";

/** Turns the strings of one member of a query, path or form into what its schema expects. */
export type Coercion = {
  list: boolean;
  /** The value of a spelling; the spelling itself where it fits no type, so that the schema reports it. */
  one: (text: string) => unknown;
};

/**
 * Compiles the coercion of one member, once per operation. `true false 1 0` are the booleans; numbers are
 * plain decimals. Returns nothing where the member has no flat spelling (an object, a list of lists).
 */
export function compileCoercion(schema: JsonSchema, root: JsonSchema): Coercion | undefined {
  const branches = branchesOf(schema, root);
  const scalars = new Set(branches.flatMap(scalarTypes));
  const list = branches.find((branch) => typesOf(branch).includes("array"));
  if (list === undefined)
    return scalars.size > 0 ? { list: false, one: reader(scalars) } : undefined;
  const item = itemCoercion(list, root);
  return item === undefined ? undefined : { list: true, one: item.one };
}

function itemCoercion(list: JsonSchema, root: JsonSchema): Coercion | undefined {
  const items = Array.isArray(list.items) ? undefined : list.items;
  if (typeof items !== "object") return undefined;
  // No list of lists has a flat spelling: one that holds itself would never end.
  const isList = branchesOf(items, root).some((branch) => typesOf(branch).includes("array"));
  return isList ? undefined : compileCoercion(items, root);
}

/** The types that a schema without branches takes; string where it names none. */
export function typesOf(schema: JsonSchema): string[] {
  if (schema.type !== undefined) return [schema.type].flat();
  const literals = schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
  return literals?.map((literal) => typeof literal) ?? ["string"];
}

export function scalarTypes(schema: JsonSchema): string[] {
  return typesOf(schema).filter((type) =>
    ["boolean", "integer", "number", "string"].includes(type),
  );
}

/** How a text of one of these scalar types is read; the text itself where it fits none. */
export function reader(types: Set<string>): (text: string) => unknown {
  // A member that takes any string keeps what was sent: "12" may be a name.
  if (types.has("string")) return (text) => text;
  const readers = [
    ...(types.has("integer") || types.has("number")
      ? [types.has("number") ? number : integer]
      : []),
    ...(types.has("boolean") ? [boolean] : []),
  ];
  return (text) => {
    for (const read of readers) {
      const value = read(text);
      if (value !== undefined) return value;
    }
    return text;
  };
}

const integerSyntax = /^-?(?:0|[1-9]\d{0,15})$/;
const numberSyntax = /^-?(?:0|[1-9]\d{0,15})(?:\.\d{1,20})?$/;

function integer(text: string): number | undefined {
  return integerSyntax.test(text) ? Number(text) : undefined;
}

function number(text: string): number | undefined {
  return numberSyntax.test(text) ? Number(text) : undefined;
}

function boolean(text: string): boolean | undefined {
  if (text === "true" || text === "1") return true;
  if (text === "false" || text === "0") return false;
  return undefined;
}

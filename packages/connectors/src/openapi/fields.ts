import { isObject, type JsonObject, listOf, objectOf, textOf } from "./json.ts";
import { typesOf } from "./schema.ts";

/** A place that a value can be given for. */
export type TargetField = {
  /** The names of the members that lead to it. */
  path: string[];
  /** In words: `text`, `whole number`, `list of objects`. */
  type: string;
  required: boolean;
  description: string | null;
};

/** The places of a self-contained schema: objects are gone into, a list is one place. */
export function fieldsOf(schema: JsonObject): TargetField[] {
  const fields: TargetField[] = [];
  collect(schema, [], true, fields);
  return fields.slice(0, fieldsMax);
}

const fieldsMax = 200;
const depthMax = 4;

function collect(schema: JsonObject, path: string[], required: boolean, fields: TargetField[]) {
  const whole = merged(schema);
  const members = Object.entries(objectOf(whole.properties));
  if (members.length === 0 || path.length >= depthMax) {
    if (path.length > 0) fields.push(fieldOf(whole, path, required));
    return;
  }
  const needed = listOf(whole.required);
  for (const [name, member] of members) {
    if (fields.length > fieldsMax) return;
    const child = objectOf(member);
    if (child.readOnly === true) continue;
    collect(child, [...path, name], required && needed.includes(name), fields);
  }
}

function fieldOf(schema: JsonObject, path: string[], required: boolean): TargetField {
  const description = textOf(schema.description) ?? textOf(schema.title) ?? null;
  return {
    path,
    type: typeInWords(schema),
    required,
    description: description?.slice(0, 300) ?? null,
  };
}

/** All that the parts of an `allOf` say, and what the first choice of a `oneOf` or `anyOf` says. */
function merged(schema: JsonObject): JsonObject {
  const choice = [...listOf(schema.oneOf), ...listOf(schema.anyOf)].find(
    (one) => isObject(one) && isObject(one.properties),
  );
  const parts = [...listOf(schema.allOf), choice].filter(isObject).map(merged);
  if (parts.length === 0) return schema;
  const all = [...parts, schema];
  return {
    ...Object.assign({}, ...all),
    properties: Object.assign({}, ...all.map(({ properties }) => objectOf(properties))),
    required: all.flatMap(({ required }) => listOf(required)),
  };
}

function typeInWords(schema: JsonObject): string {
  const choices = listOf(schema.enum).map(String);
  if (choices.length > 0) return `one of ${choices.slice(0, 8).join(", ")}`.slice(0, 100);
  const types = typesOf(schema).filter((type) => type !== "null");
  const [type = ""] = types.length > 0 ? types : variantTypes(schema);
  if (type === "array") return `list of ${words[itemType(schema)] ?? "value"}s`;
  return words[type] ?? "any value";
}

function variantTypes(schema: JsonObject): string[] {
  return [...listOf(schema.oneOf), ...listOf(schema.anyOf)]
    .flatMap((one) => typesOf(objectOf(one)))
    .filter((type) => type !== "null");
}

function itemType({ items }: JsonObject): string {
  const item = objectOf(items);
  return typesOf(item)[0] ?? (item.properties ? "object" : "");
}

const words: Record<string, string> = {
  string: "text",
  integer: "whole number",
  number: "number",
  boolean: "yes or no",
  object: "object",
};

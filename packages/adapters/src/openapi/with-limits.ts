import { isSchema, type JsonSchema } from "../json-schema.ts";
import { longestMatch } from "./longest-match.ts";

/**
 * A schema that says what it means in the words that generators and linters read: how wide an integer
 * is, how long a text of a plain pattern. Whatever is no schema stays as it is.
 */
export function withLimits(value: unknown): unknown {
  if (!isSchema(value)) return value;
  if (value.type === "integer") return { ...value, format: value.format ?? widthOf(value) };
  if (value.type === "string") return withLength(value);
  return withoutAnyName(value);
}

function widthOf({ minimum = -Infinity, maximum = Infinity }: JsonSchema): string {
  return minimum >= -(2 ** 31) && maximum < 2 ** 31 ? "int32" : "int64";
}

function withLength(schema: JsonSchema): JsonSchema {
  if (schema.maxLength !== undefined || schema.pattern === undefined) return schema;
  const maxLength = longestMatch(schema.pattern);
  return Number.isFinite(maxLength) ? { ...schema, maxLength } : schema;
}

/** Names are texts always: that one may be any text says nothing. */
function withoutAnyName(schema: JsonSchema): JsonSchema {
  const { propertyNames, ...rest } = schema;
  return JSON.stringify(propertyNames) === '{"type":"string"}' ? rest : schema;
}

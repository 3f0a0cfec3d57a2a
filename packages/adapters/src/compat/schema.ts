import { z } from "zod";
import type { JsonSchema } from "../json-schema.ts";

export type Io = "input" | "output";
export type Dialect = "draft-2020-12" | "openapi-3.0";

/**
 * The JSON Schema of what a Zod schema takes (`input`) or gives (`output`), its references below `#/$defs/`.
 * @throws where the schema has no JSON counterpart, such as `z.symbol()`
 */
export function describeSchema(schema: z.core.$ZodType, io: Io, target: Dialect): JsonSchema {
  const json: JsonSchema & { definitions?: Record<string, JsonSchema> } = z.toJSONSchema(schema, {
    ...{ io, target, unrepresentable: "any" },
    override: ({ zodSchema, jsonSchema }) => {
      Object.assign(jsonSchema, spelling(zodSchema._zod.def.type, io));
    },
  });
  const { $schema: _, definitions, ...rest } = json;
  // That is where the dialect of OpenAPI 3.0 keeps them.
  return definitions === undefined ? rest : rename({ ...rest, $defs: definitions });
}

function spelling(type: string, io: Io): JsonSchema {
  if (type === "date") return { type: "string", format: "date-time" };
  // JSON numbers of most readers end at 2^53: that is why an answer spells it as a text.
  if (type === "bigint") {
    return io === "input"
      ? { type: "integer", format: "int64" }
      : { type: "string", pattern: "^-?\\d+$" };
  }
  if (unrepresentable.has(type)) {
    throw new Error(`JSON has no ${type}; choose another type.`);
  }
  return {};
}

const unrepresentable = new Set(["symbol", "map", "set", "nan", "custom", "function"]);

function rename(schema: JsonSchema): JsonSchema {
  return JSON.parse(JSON.stringify(schema), (key, value) =>
    key === "$ref" ? String(value).replace("#/definitions/", "#/$defs/") : value,
  );
}

import { z } from "zod";

/** JSON Schema 2020-12, as far as the transports read it. */
export type JsonSchema = z.core.JSONSchema.JSONSchema;

/**
 * The JSON Schema of what a Zod schema takes (`input`) or gives (`output`). Nothing of Zod's is changed.
 * @throws where the schema has no JSON counterpart, such as `z.date()` or `z.bigint()`
 */
export function toJsonSchema(schema: z.ZodType, io: "input" | "output"): JsonSchema {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    io,
    override: ({ jsonSchema }) => {
      // The format says it all; Zod's pattern beside it is 250 characters of leap years.
      if (jsonSchema.format === "date-time") delete jsonSchema.pattern;
      // A client must live with members that later versions add to an answer.
      if (io === "output" && jsonSchema.additionalProperties === false) {
        delete jsonSchema.additionalProperties;
      }
    },
  });
  return json;
}

/** The schema that `schema` refers to inside `root`, or itself where it is no reference. */
export function resolve(schema: JsonSchema, root: JsonSchema): JsonSchema {
  if (schema.$ref === undefined) return schema;
  if (schema.$ref === "#") return resolve(root, root);
  const target = root.$defs?.[schema.$ref.replace("#/$defs/", "")];
  if (target === undefined) throw new Error(`the reference ${schema.$ref} leads nowhere`);
  return resolve(target, root);
}

/** The members of an object schema; none where it is no object. */
export function membersOf(root: JsonSchema): Map<string, JsonSchema> {
  const properties = Object.entries(resolve(root, root).properties ?? {});
  return new Map(properties.filter((entry): entry is [string, JsonSchema] => isSchema(entry[1])));
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null;
}

import { z } from "zod";

/** JSON Schema 2020-12, as far as the transports read it. */
export type JsonSchema = z.core.JSONSchema.JSONSchema;

/**
 * The JSON Schema of what a Zod schema takes (`input`) or gives (`output`). Nothing of Zod's is changed.
 * Dates are texts of ISO 8601 and bigints decimal texts; `wire.ts` turns them back.
 * @throws where the schema has no JSON counterpart, such as `z.symbol()`
 */
export function toJsonSchema(schema: z.ZodType, io: "input" | "output"): JsonSchema {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      describeWireType(zodSchema._zod.def.type, jsonSchema);
      // The format says it all; Zod's pattern beside it is 250 characters of leap years.
      if (jsonSchema.format === "date-time") delete jsonSchema.pattern;
      // A client must live with members that later versions add to an answer.
      if (io === "output" && jsonSchema.additionalProperties === false) {
        delete jsonSchema.additionalProperties;
      }
    },
  });
  return mergeAllOf(json);
}

/** How the schema of a `Date` and of a `bigint` is marked, for whoever must make one of a text. */
export const wireTypes = { date: "a Date in JavaScript", bigint: "a bigint in JavaScript" };

function describeWireType(type: string, json: JsonSchema): void {
  if (type === "date") {
    Object.assign(json, { type: "string", format: "date-time", $comment: wireTypes.date });
  } else if (type === "bigint") {
    Object.assign(json, { type: "string", pattern: "^-?\\d+$", $comment: wireTypes.bigint });
  } else if (unrepresentable.has(type)) {
    throw new Error(`JSON has no ${type}; choose another type.`);
  }
}

const unrepresentable = new Set(["symbol", "map", "set", "nan", "custom", "function"]);

/** What several inputs ask for together is one object: each alone would refuse the others' members. */
function mergeAllOf(root: JsonSchema): JsonSchema {
  if (root.allOf === undefined) return root;
  const { allOf, ...rest } = root;
  const parts = allOf.map((part) => resolve(part, root));
  if (!parts.every((part) => part.type === "object" && part.properties !== undefined)) return root;
  const required = [...new Set(parts.flatMap((part) => part.required ?? []))];
  return {
    ...rest,
    type: "object",
    properties: Object.assign({}, ...parts.map((part) => part.properties)),
    ...(required.length > 0 ? { required } : {}),
    ...(parts.some((part) => part.additionalProperties === false)
      ? { additionalProperties: false }
      : {}),
  };
}

/** The schema that `schema` refers to inside `root`, or itself where it is no reference. */
export function resolve(schema: JsonSchema, root: JsonSchema): JsonSchema {
  if (schema.$ref === undefined) return schema;
  if (schema.$ref === "#") return root.$ref === undefined ? root : resolve(root, root);
  const target = root.$defs?.[schema.$ref.replace("#/$defs/", "")];
  if (target === undefined) throw new Error(`the reference ${schema.$ref} leads nowhere`);
  return resolve(target, root);
}

/** The branches of a union, nested ones included; the schema itself where it is none. */
export function branchesOf(schema: JsonSchema, root: JsonSchema): JsonSchema[] {
  const resolved = resolve(schema, root);
  const inner = resolved.anyOf ?? resolved.oneOf ?? resolved.allOf;
  return inner === undefined ? [resolved] : inner.flatMap((branch) => branchesOf(branch, root));
}

/** Whether every branch of the schema is an object. */
export function isObject(root: JsonSchema): boolean {
  return branchesOf(root, root).every((branch) => branch.type === "object");
}

/** The members of an object schema, those of all branches of a union; none where it is no object. */
export function membersOf(root: JsonSchema): Map<string, JsonSchema> {
  const members = new Map<string, JsonSchema>();
  for (const branch of branchesOf(root, root)) {
    for (const [name, schema] of Object.entries(branch.properties ?? {})) {
      if (!isSchema(schema)) continue;
      const other = members.get(name);
      members.set(name, other === undefined ? schema : { anyOf: [other, schema] });
    }
  }
  return members;
}

/** The members that every branch of an object schema demands. */
export function requiredOf(root: JsonSchema): string[] {
  const [first, ...others] = branchesOf(root, root).map((branch) => branch.required ?? []);
  return (first ?? []).filter((name) => others.every((required) => required.includes(name)));
}

export function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

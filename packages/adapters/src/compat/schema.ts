import { z } from "zod";
import type { JsonSchema } from "../json-schema.ts";

export type Io = "input" | "output";
export type Dialect = "draft-2020-12" | "openapi-3.0";

/** The JSON Schema of what a Zod schema takes (`input`) or gives (`output`), references below `#/$defs/`. */
export type Describe = (schema: z.core.$ZodType, io: Io) => JsonSchema;

/**
 * @param names schemas that have a name without an id of their own
 * @throws (what is returned does) where a schema has no JSON counterpart, such as `z.symbol()`
 */
export function createDescribe(target: Dialect, names: Map<z.core.$ZodType, string>): Describe {
  const metadata = new NamedSchemas(names);
  return (schema, io) => {
    const json = z.toJSONSchema(schema, {
      ...{ io, target, metadata, unrepresentable: "any" },
      override: ({ zodSchema, jsonSchema }) => {
        Object.assign(jsonSchema, spelling(zodSchema._zod.def.type, io));
        if (target === "openapi-3.0") keepOneExample(jsonSchema);
      },
    });
    return withNamedRoot(withDefs(json));
  };
}

/** The ids that schemas have, and those that they are given for one document. */
class NamedSchemas extends z.core.$ZodRegistry<z.core.GlobalMeta> {
  private readonly names: Map<z.core.$ZodType, string>;

  constructor(names: Map<z.core.$ZodType, string>) {
    super();
    this.names = names;
  }

  override get<S extends z.core.$ZodType>(schema: S) {
    const own = z.globalRegistry.get(schema);
    const name = this.names.get(schema);
    return name === undefined ? own : { id: name, ...own };
  }
}

function spelling(type: string, io: Io): JsonSchema {
  if (type === "date") return { type: "string", format: "date-time" };
  // JSON numbers of most readers end at 2^53: that is why an answer spells it as a text.
  if (type === "bigint") {
    return io === "input"
      ? { type: "integer", format: "int64" }
      : { type: "string", pattern: "^-?\\d+$" };
  }
  if (unrepresentable.has(type)) throw new Error(`JSON has no ${type}; choose another type.`);
  return {};
}

/** OpenAPI 3.0 knows one example of a schema. */
function keepOneExample(json: JsonSchema & { example?: unknown }): void {
  if (!Array.isArray(json.examples)) return;
  json.example ??= json.examples[0];
  delete json.examples;
}

const unrepresentable = new Set(["symbol", "map", "set", "nan", "custom", "function"]);

/** The dialect of OpenAPI 3.0 keeps definitions elsewhere. */
function withDefs(json: JsonSchema): JsonSchema {
  const {
    $schema: _,
    definitions,
    ...rest
  }: JsonSchema & { definitions?: JsonSchema["$defs"] } = json;
  if (definitions === undefined) return rest;
  return renameRefs({ ...rest, $defs: definitions }, (ref) =>
    ref.replace("#/definitions/", "#/$defs/"),
  );
}

/** A schema that holds itself can't stand in the middle of a document without a name. */
function withNamedRoot(json: JsonSchema): JsonSchema {
  if (!JSON.stringify(json).includes('"$ref":"#"')) return json;
  const name = "__schemaRoot";
  const $ref = `#/$defs/${name}`;
  const { $defs, ...root } = renameRefs(json, (ref) => (ref === "#" ? $ref : ref));
  return { $ref, $defs: { ...$defs, [name]: root } };
}

/**
 * Answers with the schemas of one id that requests have too, and another in them, renamed: what a client
 * sends keeps the name, what it gets is called `…Output`.
 */
export function setApart(
  requests: JsonSchema[],
  answers: JsonSchema[],
): (answer: JsonSchema) => JsonSchema {
  const sent = new Map(requests.flatMap(namedIn));
  const clashing = new Set(
    answers
      .flatMap(namedIn)
      .filter(([id, text]) => sent.has(id) && sent.get(id) !== text)
      .map(([id]) => id),
  );
  const rename = (id: string) => (clashing.has(id) ? `${id}Output` : id);
  return (answer) => {
    const { $defs = {}, ...root } = renameRefs(answer, (ref) =>
      ref.replace(/^#\/\$defs\/(.*)$/s, (_, id) => `#/$defs/${rename(id)}`),
    );
    const renamed = Object.entries($defs).map(([id, schema]) => [rename(id), schema] as const);
    return renamed.length === 0 ? root : { ...root, $defs: Object.fromEntries(renamed) };
  };
}

/** The schemas with an id: Zod numbers those that it had to name itself. */
function namedIn({ $defs = {} }: JsonSchema): [id: string, text: string][] {
  return Object.entries($defs)
    .filter(([id]) => !id.startsWith("__schema"))
    .map(([id, schema]) => [id, JSON.stringify(schema)]);
}

function renameRefs(schema: JsonSchema, rename: (ref: string) => string): JsonSchema {
  return JSON.parse(JSON.stringify(schema), (key, value) =>
    key === "$ref" && typeof value === "string" ? rename(value) : value,
  );
}

import type { Schema } from "./document.ts";
import { nameOf } from "./document.ts";

/** Where `$ref`s lead: an OpenAPI document, or any schema with its definitions. */
export type Definitions = { components: { schemas: Record<string, Schema> } };

export type Member = { name: string; type: string; required: boolean; description: string };

/** A schema's members as lines: `items[].sku`, its type, and what it means. */
export function membersOf(document: Definitions, schema: Schema, depth = 3): Member[] {
  return walk(document, resolve(document, schema), "", depth);
}

/** The members that a schema spells out itself; those of a schema with a name are told under that name. */
export function ownMembersOf(schema: Schema): Member[] {
  return membersOf({ components: { schemas: {} } }, schema, 10);
}

/** A short name of a schema's type: `string`, `Order`, `array of integer`, `"draft" | "active"`. */
export function typeOf(document: Definitions, schema: Schema): string {
  if (schema.$ref) return nameOf(schema.$ref);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.type === "array") return `array of ${typeOf(document, schema.items ?? {})}`;
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return choices.map((choice) => typeOf(document, choice)).join(" | ");
  const type = Array.isArray(schema.type) ? schema.type.join(" | ") : (schema.type ?? "any");
  return schema.format && type === "string" ? `${type}, ${schema.format}` : type;
}

/** The schema itself, or what it refers to. */
export function resolve(document: Definitions, schema: Schema): Schema {
  return schema.$ref ? (document.components.schemas[nameOf(schema.$ref)] ?? {}) : schema;
}

function walk(document: Definitions, schema: Schema, prefix: string, depth: number): Member[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, member]) => {
    const name = prefix + key;
    const { array, object } = inner(document, member);
    return [
      {
        name,
        type: typeOf(document, member),
        required: schema.required?.includes(key) ?? false,
        description: describe(member, resolve(document, member)),
      },
      ...(depth > 1 ? walk(document, object, array ? `${name}[].` : `${name}.`, depth - 1) : []),
    ];
  });
}

/** What is inside a member: the object itself, or that of an array's items. */
function inner(document: Definitions, member: Schema): { array: boolean; object: Schema } {
  const schema = resolve(document, member);
  if (schema.type !== "array") return { array: false, object: schema };
  return { array: true, object: resolve(document, schema.items ?? {}) };
}

function describe(member: Schema, target: Schema): string {
  const text = member.description ?? target.description ?? "";
  if (member.default === undefined) return text;
  return `${text}${text && ". "}Default ${JSON.stringify(member.default)}`;
}

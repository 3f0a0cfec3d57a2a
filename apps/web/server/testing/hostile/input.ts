import { z } from "zod";

/** JSON Schema, as far as inputs of procedures use it. */
type Schema = z.core.JSONSchema.JSONSchema;

/** Where a text of the caller's own choice goes in, by its path; lengths in UTF-16 units. */
export type Place = { path: string; min: number; max: number };

export type Filling = {
  text(place: Place): string;
  /** An id with this prefix of something that is there; undefined where nothing is. */
  id(prefix: string): string | undefined;
  /** How many items a list of texts gets, and entries a record. */
  many: number;
};

export function inputSchemaOf(input: z.ZodType): Schema {
  return z.toJSONSchema(input, { io: "input", unrepresentable: "any" });
}

/** Every place of an input that takes any text. */
export function placesOf(root: Schema): Place[] {
  const found = new Map<string, Place>();
  const text = (place: Place) => {
    found.set(place.path, place);
    return "x".repeat(Math.max(place.min, 1));
  };
  inputOf(root, { text, id: () => "", many: 1 });
  return [...found.values()];
}

/** An input with all that is required, and every optional member that takes any text. */
export function inputOf(root: Schema, filling: Filling): unknown {
  return made(root, "", root, filling);
}

function made(schema: Schema, path: string, root: Schema, filling: Filling): unknown {
  const node = branchOf(schema, root);
  if (node.const !== undefined) return node.const;
  if (node.enum !== undefined) return node.enum[0];
  if (node.default !== undefined && !takesText(node, root)) return undefined;
  if (node.type === "string") return textOf(node, path, filling);
  if (node.type === "object") return objectOf(node, path, root, filling);
  if (node.type === "array") return listOf(node, path, root, filling);
  if (node.type === "boolean") return false;
  if (node.type === "null") return null;
  return Math.max(1, node.minimum ?? 1);
}

function textOf(node: Schema, path: string, { text, id }: Filling): unknown {
  if (isFree(node)) return text({ path, min: node.minLength ?? 0, max: node.maxLength ?? 10_000 });
  const prefix = /^\^([a-z]{3})_/.exec(node.pattern ?? "")?.[1];
  if (prefix !== undefined) return id(prefix);
  if (node.format === "email") return `p-${crypto.randomUUID()}@example.com`;
  if (node.format === "uri") return "https://example.com/x";
  if (node.format === "date-time") return "2030-01-01T00:00:00Z";
  if (node.format === "date") return "2030-01-01";
  if (isSlug(node)) return `p-${crypto.randomUUID()}`;
  const known = ["DE", "EUR", "orders:read", "products.archive", "x-signature", "/orders"];
  return known.find((sample) => new RegExp(node.pattern ?? "").test(sample));
}

function objectOf(node: Schema, path: string, root: Schema, filling: Filling): unknown {
  const entries = Object.entries(node.properties ?? {})
    .filter(
      ([name, member]) =>
        node.required?.includes(name) || takesText(member, root) || isSlug(member),
    )
    .map(([name, member]) => [name, made(asSchema(member), `${path}/${name}`, root, filling)]);
  const rest = asSchema(node.additionalProperties);
  if (entries.length === 0 && isFree(branchOf(rest, root))) {
    for (let entry = 0; entry < filling.many; entry++) {
      const { minLength: min = 1, maxLength: max = 100 } = asSchema(node.propertyNames);
      const name = filling.text({ path: `${path}/{name}`, min, max });
      entries.push([name, made(rest, `${path}/{text}`, root, filling)]);
    }
  }
  return Object.fromEntries(entries);
}

function listOf(node: Schema, path: string, root: Schema, filling: Filling): unknown[] {
  const items = asSchema(node.items);
  const length = takesText(items, root) ? Math.min(filling.many, node.maxItems ?? 1) : 1;
  return Array.from({ length }, () => made(items, `${path}/*`, root, filling));
}

function takesText(schema: unknown, root: Schema): boolean {
  const node = branchOf(asSchema(schema), root);
  if (isFree(node)) return true;
  if (node.items !== undefined) return takesText(node.items, root);
  const rest = node.additionalProperties;
  if (typeof rest === "object" && takesText(rest, root)) return true;
  return Object.values(node.properties ?? {}).some((member) => takesText(member, root));
}

function isFree({ type, format, pattern, enum: values, const: value }: Schema): boolean {
  return type === "string" && [format, pattern, values, value].every((rule) => rule === undefined);
}

// Given where it can be: what is made of a text that has no letters would be the same each time.
function isSlug(schema: unknown): boolean {
  return /^\^\[a-z0-9\](\+\(-|\(-\?)/.test(asSchema(schema).pattern ?? "");
}

/** Behind references; of several branches the one that takes text, else the first. */
function branchOf(schema: Schema, root: Schema): Schema {
  if (schema.$ref !== undefined) {
    return branchOf(asSchema(root.$defs?.[schema.$ref.replace("#/$defs/", "")]), root);
  }
  const branches = (schema.anyOf ?? schema.oneOf ?? schema.allOf)?.map(asSchema);
  if (branches === undefined) return schema;
  const [first = {}] = branches;
  return branchOf(branches.find((branch) => takesText(branch, root)) ?? first, root);
}

function asSchema(value: unknown): Schema {
  return typeof value === "object" && value !== null ? (value as Schema) : {};
}

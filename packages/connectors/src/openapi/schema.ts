import { isObject, type JsonObject, listOf, objectOf, ownMember, textOf } from "./json.ts";

/**
 * A schema with its references filled in, so that it stands alone. Whatever is endless or too large
 * becomes `{}`, which takes anything; so do references to other files.
 */
export function inlined(root: JsonObject, schema: unknown): JsonObject {
  return objectOf(inline(root, schema, { left: nodesMax }, []));
}

const nodesMax = 5000;
const depthMax = 24;

type Budget = { left: number };

function inline(root: JsonObject, node: unknown, budget: Budget, refs: readonly string[]): unknown {
  if (typeof node !== "object" || node === null) return node;
  budget.left -= 1;
  if (budget.left < 0 || refs.length > depthMax) return {};
  if (Array.isArray(node)) return node.map((item) => inline(root, item, budget, refs));
  const ref = textOf((node as JsonObject).$ref);
  if (ref !== undefined) {
    if (refs.includes(ref)) return {};
    const { $ref: _, ...beside } = node as JsonObject;
    const target = objectOf(inline(root, resolve(root, ref), budget, [...refs, ref]));
    return { ...target, ...objectOf(inline(root, beside, budget, refs)) };
  }
  const members = Object.entries(node)
    .filter(([name]) => !dropped.has(name))
    .map(([name, member]): [string, unknown] => [
      name,
      verbatim.has(name) ? member : inline(root, member, budget, [...refs, ""]),
    ]);
  return Object.fromEntries(members);
}

// Definitions stand where they are referred to.
const dropped = new Set(["$defs", "definitions", "xml", "externalDocs"]);
const verbatim = new Set(["example", "examples", "default", "enum", "const", "required"]);

/** What a reference within the document names (RFC 6901); `{}` where there is nothing. */
function resolve(root: JsonObject, ref: string): unknown {
  if (!ref.startsWith("#/")) return {};
  let node: unknown = root;
  for (const segment of ref.slice(2).split("/")) {
    const name = decoded(segment).replaceAll("~1", "/").replaceAll("~0", "~");
    node = Array.isArray(node) ? node[Number(name)] : ownMember(objectOf(node), name);
  }
  return node ?? {};
}

/** The object that a node is or, by a chain of references, names. */
export function resolved(root: JsonObject, node: unknown): JsonObject {
  let current = node;
  for (let hops = 0; hops < depthMax; hops++) {
    const ref = isObject(current) ? textOf(current.$ref) : undefined;
    if (ref === undefined) return objectOf(current);
    current = resolve(root, ref);
  }
  return {};
}

/** An example of what a schema takes: what it gives itself, else made of its members. */
export function exampleOf(schema: JsonObject, depth = 0): unknown {
  const given = schema.example ?? listOf(schema.examples)[0] ?? schema.default ?? schema.const;
  if (given !== undefined) return given;
  const [choice] = listOf(schema.enum);
  if (choice !== undefined) return choice;
  if (depth > 6) return null;
  const { properties, items, allOf, oneOf, anyOf } = schema;
  if (Array.isArray(allOf)) {
    const parts = allOf.map((part) => objectOf(exampleOf(objectOf(part), depth + 1)));
    return Object.assign({}, ...parts, properties ? membersExample(schema, depth) : {});
  }
  const [variant] = [...listOf(oneOf), ...listOf(anyOf)];
  if (variant !== undefined && !properties) return exampleOf(objectOf(variant), depth + 1);
  if (isObject(properties)) return membersExample(schema, depth);
  if (isObject(items)) return [exampleOf(items, depth + 1)];
  return scalarExample(schema);
}

function membersExample({ properties }: JsonObject, depth: number): JsonObject {
  const members = Object.entries(objectOf(properties)).slice(0, 100);
  return Object.fromEntries(
    members
      .filter(([, member]) => objectOf(member).readOnly !== true)
      .map(([name, member]) => [name, exampleOf(objectOf(member), depth + 1)]),
  );
}

function scalarExample(schema: JsonObject): unknown {
  const type = typesOf(schema).find((one) => one !== "null");
  if (type === "string") return textExamples[textOf(schema.format) ?? ""] ?? "text";
  if (type === "integer" || type === "number") return Number(schema.minimum ?? 1);
  if (type === "boolean") return true;
  if (type === "array") return [];
  return type === "object" ? {} : null;
}

const textExamples: Record<string, string> = {
  "date-time": "2026-01-31T12:00:00Z",
  date: "2026-01-31",
  email: "zoe@example.com",
  uri: "https://example.com",
  uuid: "6f9619ff-8b86-4d01-b42d-00cf4fc964ff",
};

/** The types that a schema names, in either dialect. */
export function typesOf({ type, nullable }: JsonObject): string[] {
  const types = (Array.isArray(type) ? type : [type]).filter((one) => typeof one === "string");
  return nullable === true && types.length > 0 ? [...types, "null"] : types;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

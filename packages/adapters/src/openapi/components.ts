import type { JsonSchema } from "../json-schema.ts";
import { withLimits } from "./with-limits.ts";

/** Collects named schemas; a schema with an id of its own keeps it as its name. */
export type Components = {
  /** Names `root` and all it refers to. `fallback` is its name where it has no id. */
  add: (root: JsonSchema, fallback: string) => { $ref: string };
  /** A part of `root` as it stands inline, its references named. */
  inline: (part: JsonSchema, root: JsonSchema, fallback: string) => JsonSchema;
  /** Everything named so far, in alphabetical order. */
  schemas: () => Record<string, JsonSchema>;
};

/**
 * Moves each schema's own `$defs` to one common place. Two schemas of one name that differ, such as what
 * a client sends and what it gets, become two: the later one takes the name of its operation in front.
 */
export function createComponents(): Components {
  const named = new Map<string, { source: string; schema: JsonSchema }>();

  function add(root: JsonSchema, fallback: string): { $ref: string } {
    const { $defs: _, ...own } = root;
    if (own.$ref?.startsWith("#/$defs/")) return { $ref: place(own.$ref, root, fallback) };
    return { $ref: placeAs(fallback, own, root, fallback) };
  }

  function place(ref: string, root: JsonSchema, fallback: string): string {
    const id = ref.replace("#/$defs/", "");
    const target = root.$defs?.[id];
    if (target === undefined) throw new Error(`${fallback}: the reference ${ref} leads nowhere.`);
    // Zod numbers the schemas that it had to name itself: the number says nothing outside its root.
    const name = id.startsWith("__schema") ? `${fallback}${id.replace("__schema", "Part")}` : id;
    return placeAs(name, target, root, fallback);
  }

  function placeAs(name: string, schema: JsonSchema, root: JsonSchema, fallback: string): string {
    const source = JSON.stringify([schema, reachable(schema, root)]);
    const earlier = named.get(name);
    if (earlier?.source === source) return pointer(name);
    if (earlier !== undefined) return placeAs(`${fallback}${name}`, schema, root, fallback);
    const entry = { source, schema: {} };
    named.set(name, entry);
    entry.schema = rewrite(schema, (ref) =>
      ref === "#" ? pointer(fallback) : place(ref, root, fallback),
    );
    return pointer(name);
  }

  return {
    add,
    inline: (part, root, fallback) => rewrite(part, (ref) => place(ref, root, fallback)),
    schemas: () =>
      Object.fromEntries(
        [...named].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, { schema }]) => [name, schema]),
      ),
  };
}

function pointer(name: string): string {
  return `#/components/schemas/${name}`;
}

/** The definitions that a schema leads to, so that equal texts with unequal targets count as different. */
function reachable(schema: JsonSchema, root: JsonSchema, found = new Map<string, JsonSchema>()) {
  rewrite(schema, (ref) => {
    const target = root.$defs?.[ref.replace("#/$defs/", "")];
    if (target !== undefined && !found.has(ref)) reachable(target, root, found.set(ref, target));
    return ref;
  });
  return [...found];
}

/** A copy with every `$ref` replaced, without what only the handlers read and with all that limits it. */
function rewrite(schema: JsonSchema, rename: (ref: string) => string): JsonSchema {
  return JSON.parse(JSON.stringify(schema), (key, value) => {
    if (key === "$comment") return undefined;
    if (key === "$ref" && typeof value === "string") return rename(value);
    return withLimits(value);
  });
}

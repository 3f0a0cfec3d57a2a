import { isObject, type JsonSchema, membersOf } from "../json-schema.ts";
import { type Coercion, compileCoercion } from "./coerce.ts";

/** What a path, a query or a form can spell of an input. */
export type Members = {
  /** Texts, numbers, booleans, and lists of them, by name. */
  scalars: Map<string, Coercion>;
  /**
   * The members of an object member stand in a query as if they were the input's own: that is what
   * OpenAPI's `style: form, explode: true` says. Its name, by the names of its members.
   */
  inner: Map<string, { object: string; coercion: Coercion }>;
  /** The object members that can be spelled. */
  objects: Set<string>;
};

export function compileMembers(root: JsonSchema): Members {
  const members = membersOf(root);
  const compiled: Members = { scalars: new Map(), inner: new Map(), objects: new Set() };
  for (const [name, schema] of members) {
    const coercion = compileCoercion(schema, root);
    if (coercion !== undefined) compiled.scalars.set(name, coercion);
  }
  for (const [name, schema] of members) {
    if (compiled.scalars.has(name)) continue;
    const inner = innerOf(schema, root);
    const isClear = [...inner.keys()].every((key) => !members.has(key) && !compiled.inner.has(key));
    if (inner.size === 0 || !isClear) continue;
    compiled.objects.add(name);
    for (const [key, coercion] of inner) compiled.inner.set(key, { object: name, coercion });
  }
  return compiled;
}

/** The members of an object member; none where one of them has no flat spelling. */
function innerOf(schema: JsonSchema, root: JsonSchema): Map<string, Coercion> {
  const object = { ...schema, $defs: root.$defs };
  const none = new Map<string, Coercion>();
  if (!isObject(object)) return none;
  const inner = new Map<string, Coercion>();
  for (const [name, member] of membersOf(object)) {
    const coercion = compileCoercion(member, root);
    if (coercion === undefined) return none;
    inner.set(name, coercion);
  }
  return inner;
}

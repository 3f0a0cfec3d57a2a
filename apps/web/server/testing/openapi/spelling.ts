import { at, branchesOf, membersAt, type Node, type Place, typesOf } from "./document.ts";

/** A text of a path, a query, a form or an element, read as its schema says; itself where it fits no type. */
export function fromText(text: string, schema: Place): unknown {
  const types = typesOf(schema);
  if (types.includes("string")) return text;
  if (types.includes("boolean") && /^(true|false|1|0)$/.test(text)) return /^[t1]/.test(text);
  const isNumeric = types.includes("integer") || types.includes("number");
  return isNumeric && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

/** `a=1&b=2&b=3` read as the members of an object (OpenAPI's `style: form, explode: true`). */
export function fromPairs(
  pairs: URLSearchParams,
  schemaOf: (name: string) => Place | undefined,
): Node {
  const values: Node = {};
  for (const name of new Set(pairs.keys())) {
    const schema = schemaOf(name);
    const texts = pairs.getAll(name);
    const list = schema && branchesOf(schema).find(({ node }) => node.type === "array");
    if (list !== undefined) values[name] = texts.map((text) => fromText(text, at(list, "items")));
    else values[name] = schema === undefined ? texts[0] : fromText(texts[0] ?? "", schema);
  }
  return values;
}

/** The same the other way: the members that have a text, in pairs. */
export function toPairs(values: Node): URLSearchParams {
  const pairs = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    for (const item of [value].flat()) pairs.append(name, String(item));
  }
  return pairs;
}

/** Whether a query or a form can spell such an object: it has no members inside members. */
export function isFlat(values: Node): boolean {
  return Object.values(values).every((value) =>
    [value]
      .flat()
      .every((item) => typeof item !== "object" && (!Array.isArray(value) || value.length > 0)),
  );
}

/** The schema of an object's member; nothing where it has none of that name. */
export function memberOf(schema: Place, name: string): Place | undefined {
  for (const branch of branchesOf(schema)) {
    const member = membersAt(at(branch, "properties")).find(([known]) => known === name);
    if (member !== undefined) return member[1];
    if (typeof branch.node.additionalProperties === "object")
      return at(branch, "additionalProperties");
  }
  return undefined;
}

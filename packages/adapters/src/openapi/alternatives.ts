import { follow, type Node, nodeOf, textsOf } from "./nodes.ts";

/** The schemas of which a value fits one: unions are taken apart, `allOf` is put together. */
export function alternativesOf(schema: unknown, document: Node): Node[] {
  const { anyOf, oneOf, allOf, ...own } = follow(schema, document);
  let alternatives = [own];
  for (const union of [anyOf, oneOf]) {
    if (!Array.isArray(union)) continue;
    alternatives = crossed(
      alternatives,
      union.flatMap((branch) => alternativesOf(branch, document)),
    );
  }
  for (const part of Array.isArray(allOf) ? allOf : []) {
    alternatives = crossed(alternatives, alternativesOf(part, document));
  }
  return alternatives.flatMap(typed);
}

function crossed(some: Node[], others: Node[]): Node[] {
  return some.flatMap((one) => others.map((other) => together(one, other)));
}

function together(one: Node, other: Node): Node {
  const properties = { ...nodeOf(one.properties), ...nodeOf(other.properties) };
  const required = [...new Set([...textsOf(one.required), ...textsOf(other.required)])];
  return {
    ...one,
    ...other,
    ...(Object.keys(properties).length > 0 ? { properties } : {}),
    ...(required.length > 0 ? { required } : {}),
  };
}

function typed(schema: Node): Node[] {
  return Array.isArray(schema.type) ? schema.type.map((type) => ({ ...schema, type })) : [schema];
}

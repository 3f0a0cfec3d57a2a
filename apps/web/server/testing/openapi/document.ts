/** An object of a document whose members are looked at one by one. */
export type Node = Record<string, unknown>;

/** An object of a document, and where it stands: `#/components/schemas/Order`. */
export type Place = { pointer: string; node: Node; document: Node };

/** The document as a whole. */
export function rootOf(document: Node): Place {
  return { pointer: "#", node: document, document };
}

/** What stands under these names, references followed; an empty object where there is nothing. */
export function at(place: Place, ...names: (string | number)[]): Place {
  return names.reduce<Place>((inner, name) => follow(step(inner, String(name))), place);
}

/** The members of an object, each in its place. */
export function membersAt(place: Place): [string, Place][] {
  return Object.keys(place.node).map((name) => [name, at(place, name)]);
}

/** The value where it is an object; an empty one where it is not. */
export function nodeOf(value: unknown): Node {
  return typeof value === "object" && value !== null ? (value as Node) : {};
}

function step({ pointer, node, document }: Place, name: string): Place {
  const escaped = encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1"));
  return { pointer: `${pointer}/${escaped}`, node: nodeOf(node[name]), document };
}

function follow(place: Place): Place {
  const { $ref } = place.node;
  if (typeof $ref !== "string") return place;
  const names = $ref.slice(2).split("/").map(unescaped);
  return at(rootOf(place.document), ...names);
}

function unescaped(name: string): string {
  return decodeURIComponent(name).replaceAll("~1", "/").replaceAll("~0", "~");
}

/** The schemas of which a value fits one: unions are taken apart. */
export function branchesOf(schema: Place): Place[] {
  const unions = ["anyOf", "oneOf"].filter((name) => name in schema.node);
  if (unions.length === 0) return [schema];
  return unions.flatMap((name) =>
    membersAt(at(schema, name)).flatMap(([, branch]) => branchesOf(branch)),
  );
}

/** The types that a value of this schema may have. */
export function typesOf(schema: Place): string[] {
  return branchesOf(schema).flatMap(({ node: { type } }) => [type ?? []].flat().map(String));
}

/** The texts of a list. */
export function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

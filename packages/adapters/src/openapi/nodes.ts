/** An object of a document whose members are looked at one by one. */
export type Node = Record<string, unknown>;

/** The value where it is an object; an empty one where it is not, so that what is missing has no members. */
export function nodeOf(value: unknown): Node {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/** The members of an object that are objects themselves. */
export function nodesOf(value: unknown): [string, Node][] {
  return Object.entries(nodeOf(value)).map(([name, member]) => [name, nodeOf(member)]);
}

/** The texts of a list. */
export function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

/** What `node` refers to inside `document`, or itself where it is no reference (RFC 6901 pointers). */
export function follow(node: unknown, document: Node): Node {
  const { $ref, ...own } = nodeOf(node);
  if (typeof $ref !== "string") return own;
  const names = $ref.slice(2).split("/").map(unescapePointer);
  const target = names.reduce<unknown>((inner, name) => nodeOf(inner)[name], document);
  return { ...follow(target, document), ...own };
}

function unescapePointer(name: string): string {
  return decodeURIComponent(name).replaceAll("~1", "/").replaceAll("~0", "~");
}

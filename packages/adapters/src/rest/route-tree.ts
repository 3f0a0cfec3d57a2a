/** Finds what stands at a path. One look-up costs a step a segment, however many paths there are. */
export type RouteTree<T> = {
  /** The entry of a template such as `/notes/{id}`; made where there is none. */
  at(template: string, make: () => T): T;
  /** The entry that fits a path as it was sent, with its parameters in order, percent-decoded once. */
  find(path: string): { entry: T; params: string[] } | "malformed" | undefined;
};

type Node<T> = { literals: Map<string, Node<T>>; param: Node<T> | undefined; entry: T | undefined };

export function createRouteTree<T>(): RouteTree<T> {
  const root: Node<T> = emptyNode();
  return {
    at(template, make) {
      let node = root;
      for (const segment of segmentsOf(template)) node = childFor(node, segment);
      node.entry ??= make();
      return node.entry;
    },
    find(path) {
      const segments = decodeAll(segmentsOf(path));
      if (segments === undefined) return "malformed";
      const params: string[] = [];
      const entry = search(root, segments, 0, params);
      return entry === undefined ? undefined : { entry, params };
    },
  };
}

/** A literal is preferred to a parameter, and given up where it leads nowhere. */
function search<T>(node: Node<T>, path: string[], depth: number, params: string[]): T | undefined {
  const segment = path[depth];
  if (segment === undefined) return node.entry;
  const literal = node.literals.get(segment);
  const found = literal && search(literal, path, depth + 1, params);
  if (found !== undefined) return found;
  if (node.param === undefined || segment === "") return undefined;
  params.push(segment);
  const entry = search(node.param, path, depth + 1, params);
  if (entry === undefined) params.pop();
  return entry;
}

function childFor<T>(node: Node<T>, segment: string): Node<T> {
  if (segment.startsWith("{")) {
    node.param ??= emptyNode();
    return node.param;
  }
  const known = node.literals.get(segment) ?? emptyNode<T>();
  node.literals.set(segment, known);
  return known;
}

function emptyNode<T>(): Node<T> {
  return { literals: new Map(), param: undefined, entry: undefined };
}

function segmentsOf(path: string): string[] {
  return path.split("/").slice(1);
}

function decodeAll(segments: string[]): string[] | undefined {
  try {
    return segments.map((text) => (text.includes("%") ? decodeURIComponent(text) : text));
  } catch {
    return undefined;
  }
}

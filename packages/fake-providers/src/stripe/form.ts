/** A form's fields as Stripe nests them: `a[b][0][c]=d` is `{a: {b: [{c: "d"}]}}`. */
export type FormValue = string | FormValue[] | { [name: string]: FormValue };

/** Reads a query or a form-encoded body. */
export function parseForm(text: string): Record<string, FormValue> {
  const root: Node = new Map();
  for (const [name, value] of new URLSearchParams(text)) place(root, pathOf(name), value);
  return Object.fromEntries([...root].map(([name, node]) => [name, plain(node)]));
}

type Node = Map<string, Node | string>;

function pathOf(name: string): string[] {
  const [first = "", ...rest] = name.split("[");
  return [first, ...rest.map((part) => part.replace(/\]$/, ""))];
}

function place(node: Node, [name = "", ...rest]: string[], value: string): void {
  const key = name === "" ? String(node.size) : name;
  if (rest.length === 0) {
    node.set(key, value);
    return;
  }
  const known = node.get(key);
  const next: Node = known instanceof Map ? known : new Map();
  node.set(key, next);
  place(next, rest, value);
}

function plain(node: Node | string): FormValue {
  if (typeof node === "string") return node;
  const entries = [...node].map(([name, inner]): [string, FormValue] => [name, plain(inner)]);
  const isList = entries.every(([name], index) => name === String(index));
  return isList ? entries.map(([, value]) => value) : Object.fromEntries(entries);
}

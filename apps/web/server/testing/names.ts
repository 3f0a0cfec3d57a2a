export type Names = {
  /** The text with a name for each id, time, cursor and token: `ord_2`, `time_7`. */
  hide(text: string): string;
  /** The text with what stands behind the names that have been given so far. */
  reveal(text: string): string;
};

/** Names what differs from run to run in the order of its first appearance. */
export function createNames(): Names {
  const names = new Map<string, string>();
  const values = new Map<string, string>();
  const counts = new Map<string, number>();

  function give(kind: string, value: string): string {
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    const name = `${kind}_${count}`;
    names.set(value, name);
    values.set(name, value);
    return name;
  }

  return {
    hide: (text) =>
      text.replace(changing, (value) => names.get(value) ?? give(kindOf(value), value)),
    reveal: (text) => text.replace(/\b[a-z]{3,6}_\d{1,3}\b/g, (name) => values.get(name) ?? name),
  };
}

// An id of nothing but zeros is one that a script has made up.
const id = /\b[a-z]{3}_(?!0{26})[0-9a-z]{26}\b/;
const time = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/;
const cursor = /\b[0-9A-Za-z]{40}\b/;
const token = /(?<=\btoken=)[^"&]+/;
const changing = new RegExp([id, time, cursor, token].map(({ source }) => source).join("|"), "g");

function kindOf(value: string): string {
  if (new RegExp(`^${id.source}$`).test(value)) return value.slice(0, 3);
  if (new RegExp(`^${time.source}$`).test(value)) return "time";
  return new RegExp(`^${cursor.source}$`).test(value) ? "cursor" : "token";
}

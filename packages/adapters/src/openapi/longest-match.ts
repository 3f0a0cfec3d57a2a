/**
 * How many characters a text that fits the pattern has at most: of a plain one, which is a row of
 * characters and classes from `^` to `$`. Infinity for any other.
 */
export function longestMatch(pattern: string): number {
  if (!pattern.startsWith("^") || !pattern.endsWith("$")) return Infinity;
  const row = pattern.slice(1, -1);
  let length = 0;
  pieces.lastIndex = 0;
  while (pieces.lastIndex < row.length) {
    const piece = pieces.exec(row);
    if (piece === null) return Infinity;
    length += Number(piece[1] ?? 1);
  }
  return length;
}

// One character or class, once, optional or a number of times.
const pieces =
  /(?:\[(?:\\.|[^\]\\])*\]|\\[dws]|\\[^A-Za-z0-9]|[^\\[\](){}|*+?^$])(?:\{(\d+)\}|(\?))?/y;

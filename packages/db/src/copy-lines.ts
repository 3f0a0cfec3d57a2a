export type CopyValue = string | number | boolean | Date | null;

/** One row (PostgreSQL's manual, COPY, "Text Format"). NUL, which no text there can hold, is left out. */
export function copyLine(values: readonly CopyValue[]): string {
  return `${values.map(copyField).join("\t")}\n`;
}

/** One value of a row. */
export function copyField(value: CopyValue): string {
  if (value === null) return "\\N";
  if (typeof value === "string") return special.test(value) ? escaped(value) : value;
  if (typeof value === "boolean") return value ? "t" : "f";
  return value instanceof Date ? value.toISOString() : String(value);
}

const special = /[\\\t\n\r\0]/;

function escaped(text: string): string {
  return text.replace(/[\\\t\n\r\0]/g, (character) => escapes[character] ?? "");
}

const escapes: Record<string, string> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

/** Rows that wait to be copied, as bytes: thousands of texts would be work for the garbage collector. */
export type CopyLines = {
  /** Returns how many bytes it is. */
  add(line: string): number;
  pieces(): Uint8Array[];
};

export function createCopyLines(): CopyLines {
  const full: Uint8Array[] = [];
  let block = Buffer.alloc(0);
  let used = 0;
  return {
    add(line) {
      // No character takes more than three bytes for each of its UTF-16 units.
      const longest = 3 * line.length;
      if (used + longest > block.length) {
        if (used > 0) full.push(block.subarray(0, used));
        block = Buffer.allocUnsafeSlow(Math.max(blockBytes, longest));
        used = 0;
      }
      const bytes = block.write(line, used);
      used += bytes;
      return bytes;
    },
    pieces: () => (used === 0 ? full : [...full, block.subarray(0, used)]),
  };
}

const blockBytes = 65_536;

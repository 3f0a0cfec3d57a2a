import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

// Biome refuses `dangerouslySetInnerHTML`; these are the other ways from a text to markup, to code, or past
// the one door: a server action can be called by anyone who knows its number, without a procedure's checks.
const ways = {
  "a server action": /^\s*["']use server["']/m,
  "markup of a text": /\b(innerHTML|outerHTML|insertAdjacentHTML|srcDoc|document\.write)\b/,
  "code of a text": /\b(eval|new Function)\(/,
};

test.each(Object.entries(ways))("no page has %s", (_, pattern) => {
  const folder = fileURLToPath(new URL(".", import.meta.url));
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (path) => /\.tsx?$/.test(path) && !path.includes(".test."),
  );
  expect(files.length).toBeGreaterThan(100);
  expect(files.filter((path) => pattern.test(readFileSync(folder + path, "utf8")))).toEqual([]);
});

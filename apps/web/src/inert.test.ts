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

const folder = fileURLToPath(new URL(".", import.meta.url));

// Its frame has no right to anything: the test below sees to that.
const mailPreview = "app/(dashboard)/emails/templates/[key]/mail-preview.tsx";

test.each(Object.entries(ways))("no page has %s", (_, pattern) => {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (path) => /\.tsx?$/.test(path) && !path.includes(".test."),
  );
  expect(files.length).toBeGreaterThan(100);
  const found = files.filter((path) => pattern.test(readFileSync(folder + path, "utf8")));
  expect(found.filter((path) => path !== mailPreview)).toEqual([]);
});

test("a mail is shown in a frame that may do nothing", () => {
  expect(readFileSync(folder + mailPreview, "utf8").match(/srcDoc|sandbox=""/g)).toEqual([
    ...['sandbox=""', "srcDoc"],
  ]);
});

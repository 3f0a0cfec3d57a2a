import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { checkImports } from "./imports.mjs";
import { checkSizes } from "./sizes.mjs";
import { checkVocabulary } from "./vocabulary.mjs";

const roots = [];
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true });
});

test.each([
  ["layer-core", "packages/core/src/a.ts", 'import { b } from "../../db/src/b.ts";'],
  ["no-deep-import", "packages/api/src/a.ts", 'import { b } from "../../db/src/b.ts";'],
  [
    "pages-import-no-server",
    "apps/web/src/page.tsx",
    'import { b } from "../../../packages/db/src/b.ts";',
  ],
  ["no-unresolvable", "packages/db/src/a.ts", 'import { c } from "./c.ts";'],
  ["package-not-in-table", "packages/extra/src/a.ts", 'import { b } from "./b.ts";'],
])("a planted import is found: %s", async (rule, path, code) => {
  const root = plant({
    [path]: code,
    "packages/db/src/b.ts": "export const b = 1;",
    "packages/extra/src/b.ts": "export const b = 1;",
  });
  expect((await checkImports(root)).join("\n")).toContain(rule);
});

test("a cycle is found; a type that a page imports is none", async () => {
  const root = plant({
    "packages/db/src/a.ts": 'import { b } from "./b.ts"; export const a = b;',
    "packages/db/src/b.ts": 'import { a } from "./a.ts"; export const b = a;',
    "apps/web/src/page.tsx": 'import type { B } from "../server/b.ts";',
    "apps/web/server/b.ts": "export type B = 1;",
  });
  expect(await checkImports(root)).toEqual([expect.stringContaining("no-cycle")]);
});

test("reading nothing is a fault", async () => {
  expect(
    await checkImports(plant({ "packages/core/src/empty.ts": "export const a = 1;" })),
  ).toEqual(["imports: no import was read"]);
});

test("a word of commerce is found in a neutral package's code, not in its prose or in a domain", () => {
  const root = plant({
    "packages/http/src/a.ts": "// in this order\nexport const placeOrders = 1;",
    "packages/http/src/b.ts": "/** Sort order. */\nexport const border = 1;",
    "packages/api/src/c.ts": "export const placeOrder = 1;",
  });
  expect(checkVocabulary(root)).toEqual([
    'vocabulary: packages/http/src/a.ts names "order", which belongs to a domain',
  ]);
});

test("a file of more than 300 lines is found", () => {
  const root = plant({
    "packages/core/src/short.ts": "a;\n".repeat(300),
    "packages/core/src/long.ts": "a;\n".repeat(301),
  });
  expect(checkSizes(root)).toEqual([
    "sizes: packages/core/src/long.ts has 301 lines, at most 300 are allowed",
  ]);
});

function plant(files) {
  const root = mkdtempSync(join(tmpdir(), "crossdock-verify-"));
  roots.push(root);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

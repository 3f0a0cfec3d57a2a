import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { sourceFiles } from "./source-files.mjs";

/** Packages that would serve any other trade as they are. */
const neutral = ["core", "adapters", "identity", "webhooks", "telemetry", "http"];

/** The two tables that list what every domain adds: its id prefixes and its error codes. */
const tables = ["packages/core/src/errors.ts"];

const words = new Set(
  "order product payment stock sku inventory refund shipment fulfillment checkout cart price".split(
    " ",
  ),
);

/** The words of commerce in the code of neutral packages under `root`, a line each. Prose may use them. */
export function checkVocabulary(root) {
  const files = neutral.flatMap((name) => sourceFiles(root, `packages/${name}/src`));
  const checked = files.filter((path) => !tables.includes(path) && !/\.test\.tsx?$/.test(path));
  return checked.flatMap((path) => {
    const code = `${basename(path)} ${withoutComments(readFileSync(join(root, path), "utf8"))}`;
    const found = new Set(wordsOf(code).filter((word) => words.has(word)));
    return [...found].map(
      (word) => `vocabulary: ${path} names "${word}", which belongs to a domain`,
    );
  });
}

// Sorting is every trade's.
function withoutComments(code) {
  return code
    .replace(/\bORDER BY\b|\borderBy\b/g, "")
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/(^|\s)\/\/.*$/gm, "");
}

/** `orderItems` and `order_items` are both "order" and "item". */
function wordsOf(code) {
  const parts = code.replace(/([a-z])([A-Z])/g, "$1 $2").match(/[A-Za-z]+/g) ?? [];
  return parts.map((part) => part.toLowerCase().replace(/s$/, ""));
}

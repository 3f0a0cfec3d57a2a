import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = join(import.meta.dirname, "../docs/openapi");

/** The committed document of each live version; a test of the server's holds them equal to the served ones. */
export const documents = readdirSync(folder)
  .filter((file) => file.endsWith(".json"))
  .map((file) => ({ version: file.replace(".json", ""), path: join(folder, file) }));

/** A document's content, a new object each time: readers may change what they read. */
export function readDocument(path: string): Record<string, unknown> {
  return JSON.parse(readFileSync(path, "utf8"));
}

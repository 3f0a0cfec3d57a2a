import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { at } from "./root.mjs";

/** A hash over files and folders of the clone, by path and content. */
export function hashOf(paths, isSource = () => true) {
  const hash = createHash("sha256");
  for (const path of paths.flatMap((path) => filesIn(path, isSource))) {
    hash.update(`${path}\0`).update(readFileSync(at(path)));
  }
  return hash.digest("hex");
}

/** Whether the step that wrote `stamp` last had these inputs. */
export function isFresh(stamp, hash) {
  return readIfThere(at(stamp)) === hash;
}

export function writeStamp(stamp, hash) {
  mkdirSync(dirname(at(stamp)), { recursive: true });
  writeFileSync(at(stamp), hash);
}

/** A file's text, or nothing when there is no such file. */
export function readIfThere(path) {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw error;
  }
}

const skipped = new Set(["node_modules", ".next", ".turbo", "generated"]);

function filesIn(path, isSource) {
  const entries = readEntries(at(path));
  if (!entries) return [path];
  return entries
    .filter((entry) => !skipped.has(entry.name) && isSource(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) =>
      entry.isDirectory() ? filesIn(join(path, entry.name), isSource) : [join(path, entry.name)],
    );
}

function readEntries(path) {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch (error) {
    if (error.code === "ENOTDIR") return undefined;
    throw error;
  }
}

import { readdirSync } from "node:fs";
import { join, relative } from "node:path";

const skipped = new Set(["node_modules", "generated", ".next"]);

/** Every source file under a folder of `root`, as a path from `root`; none where there is no such folder. */
export function sourceFiles(root, folder) {
  return entriesOf(join(root, folder)).flatMap((entry) => {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory())
      return skipped.has(entry.name) ? [] : sourceFiles(root, relative(root, path));
    return /\.(ts|tsx|mjs|cjs)$/.test(entry.name) ? [relative(root, path)] : [];
  });
}

function entriesOf(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (error.code === "ENOENT") return [];
    throw error;
  }
}

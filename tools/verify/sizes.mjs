import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sourceFiles } from "./source-files.mjs";

const linesMax = 300;

/** The files under `root` that are too long to be read at a sitting, a line each. */
export function checkSizes(root) {
  const files = ["packages", "apps", "e2e", "bench", "tools", "prisma"].flatMap((name) =>
    sourceFiles(root, name),
  );
  return files.flatMap((path) => {
    const lines = readFileSync(join(root, path), "utf8").trimEnd().split("\n").length;
    return lines > linesMax
      ? [`sizes: ${path} has ${lines} lines, at most ${linesMax} are allowed`]
      : [];
  });
}

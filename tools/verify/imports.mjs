import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { cruise } from "dependency-cruiser";

const { options, forbidden } = createRequire(import.meta.url)("../../.dependency-cruiser.cjs");

/** The imports under `root` that break a rule of `.dependency-cruiser.cjs`, a line each. */
export async function checkImports(root) {
  const folders = ["packages", "apps", "e2e", "bench", "prisma"].filter((name) =>
    existsSync(join(root, name)),
  );
  const { enhancedResolveOptions, ...rest } = options;
  const { output } = await cruise(
    folders,
    { ...rest, baseDir: root, ruleSet: { forbidden }, validate: true },
    enhancedResolveOptions,
  );
  // A parser that reads nothing finds nothing wrong.
  if (output.summary.totalDependenciesCruised === 0) return ["imports: no import was read"];
  return output.summary.violations.map(
    ({ rule, from, to, comment }) =>
      `imports: ${from} -> ${to} (${rule.name}${comment ? `: ${comment}` : ""})`,
  );
}

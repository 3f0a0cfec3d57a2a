/**
 * Builds the package as it is published and writes its tarball into a folder, the current one by default:
 * `npm run pack -- FOLDER`. In the repository the package is its TypeScript source; what is published is
 * JavaScript with declarations, and a package.json of its own.
 */
import { execFileSync } from "node:child_process";
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const folder = join(import.meta.dirname, "..");
const repository = join(folder, "../..");
const destination = resolve(process.argv[2] ?? ".");

const built = mkdtempSync(join(tmpdir(), "crossdock-adapters-"));
try {
  compile();
  writeFileSync(join(built, "package.json"), `${JSON.stringify(manifest(), null, 2)}\n`);
  cpSync(join(folder, "README.md"), join(built, "README.md"));
  cpSync(join(repository, "LICENSE"), join(built, "LICENSE"));
  run("npm", ["pack", built, "--pack-destination", destination]);
} finally {
  rmSync(built, { recursive: true });
}

function compile() {
  const project = join(folder, "tsconfig.build.json");
  run(join(repository, "node_modules/.bin/tsc"), ["-p", project, "--outDir", built]);
  // The compiler gives the imports of JavaScript their new ending, and leaves those of declarations.
  for (const path of globSync("**/*.d.ts", { cwd: built })) {
    const text = readFileSync(join(built, path), "utf8");
    writeFileSync(join(built, path), text.replace(/(["']\.{1,2}\/[^"']+)\.ts(?=["'])/g, "$1.js"));
  }
}

function manifest() {
  const text = readFileSync(join(folder, "package.json"), "utf8");
  const { private: _, scripts: __, devDependencies: ___, ...facts } = JSON.parse(text);
  const doors = Object.entries(facts.exports).map(([door, source]) => {
    const path = source.replace("./src/", "./").replace(/\.ts$/, "");
    return [door, { types: `${path}.d.ts`, default: `${path}.js` }];
  });
  return { ...facts, exports: Object.fromEntries(doors), files: ["**/*.js", "**/*.d.ts"] };
}

function run(command, args) {
  execFileSync(command, args, { stdio: "inherit" });
}

import { execFile } from "node:child_process";
import { cp, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { builtinModules } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { publint } from "publint";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

// The package as a stranger gets it: packed, linted, installed beside each end of what it works with, and
// run by Node without type stripping.

const here = join(import.meta.dirname, "..");
const repository = join(here, "../..");
const bin = join(repository, "node_modules/.bin");

let folder = "";
let tarball = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "crossdock-package-"));
  await run(process.execPath, [join(here, "tools/pack.mjs"), folder]);
  const [name = ""] = await readdir(folder);
  tarball = join(folder, name);
}, 60_000);

afterAll(() => rm(folder, { recursive: true }));

test("publint has nothing to say", async () => {
  const unpacked = join(folder, "unpacked");
  await cp(tarball, join(unpacked, "it.tgz"));
  await run("tar", ["xzf", "it.tgz"], unpacked);
  const { messages } = await publint({ pkgDir: join(unpacked, "package"), strict: true });
  expect(messages).toEqual([]);
});

test("its types are those of its modules", async () => {
  const output = await run("npm", ["run", "-s", "attw", "--", tarball, "--no-color"], here);
  expect(output).toContain("@crossdock/adapters v");
});

test.each([
  ["fetch.ts", []],
  ["compat/index.ts", []],
  // So that the test is seen to find one.
  ["index.ts", ["node:crypto"]],
])("%s and all that it imports need of Node: %j", async (door, expected) => {
  const needed: string[] = [];
  const bundle = await rolldown({
    input: join(import.meta.dirname, door),
    platform: "browser",
    logLevel: "silent",
    plugins: [
      {
        name: "builtins",
        resolveId(id) {
          if (!id.startsWith("node:") && !builtinModules.includes(id)) return undefined;
          needed.push(id);
          return { id, external: true };
        },
      },
    ],
  });
  await bundle.generate();
  expect(needed).toEqual(expected);
});

describe.each([
  { trpc: "11.0.0", zod: "4.0.0" },
  { trpc: "11.22.1", zod: "4.6.7" },
])("beside tRPC $trpc and Zod $zod", ({ trpc, zod }) => {
  test("compiles and runs", async () => {
    const home = await mkdtemp(join(folder, "consumer-"));
    await writeFile(join(home, "package.json"), '{"type":"module"}');
    await cp(new URL("./testing/consumer/main.ts", import.meta.url), join(home, "main.ts"));
    const packages = [tarball, `@trpc/server@${trpc}`, `zod@${zod}`];
    const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"];
    await run("npm", ["install", ...quiet, ...packages], home);
    const types = ["--types", "node", "--typeRoots", join(repository, "node_modules/@types")];
    const language = ["--strict", "--target", "es2024", "--module", "nodenext", "--skipLibCheck"];
    await run(join(bin, "tsc"), ["main.ts", ...language, ...types], home);
    expect(await run(process.execPath, ["main.js"], home)).toBe("ok\n");
  }, 60_000);
});

async function run(command: string, args: string[], cwd = folder): Promise<string> {
  const { stdout } = await promisify(execFile)(command, args, { cwd }).catch((error) => {
    throw new Error(`${command} ${args.join(" ")}\n${error.stdout}\n${error.stderr}`);
  });
  return stdout;
}

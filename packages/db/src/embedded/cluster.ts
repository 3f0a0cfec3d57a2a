import { randomBytes } from "node:crypto";
import { chown, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Binaries } from "./binaries.ts";
import { EmbeddedError } from "./errors.ts";
import type { ServerUser } from "./user.ts";

/** One PostgreSQL data folder, and how it is run. */
export type Cluster = {
  dir: string;
  password: string;
  user: ServerUser | undefined;
  binaries: Binaries;
  /** `name=value` without spaces, given at each start. */
  settings: readonly string[];
};

/**
 * Makes the data folder, whole or not at all: built beside its place and renamed into it, so that a
 * crash leaves no half of one, and of two processes the first wins. The password of its only role,
 * `crossdock`, is kept in it.
 */
export async function initCluster(
  { dir, user, binaries }: Pick<Cluster, "dir" | "user" | "binaries">,
  options: string[] = [],
): Promise<void> {
  const work = `${dir}.init-${process.pid}`;
  const data = join(work, "data");
  await mkdir(work, { recursive: true, mode: 0o700 });
  try {
    const password = randomBytes(24).toString("base64url");
    await writeFile(join(work, passwordFile), password, { mode: 0o600 });
    if (user) await Promise.all([work, join(work, passwordFile)].map((path) => own(path, user)));
    const args = ["-D", data, "--pwfile", join(work, passwordFile), ...initOptions, ...options];
    const { code, output } = await binaries.run("initdb", args, user);
    if (code !== 0) throw new EmbeddedError(`PostgreSQL cannot be set up: ${lastLine(output)}`);
    await rename(join(work, passwordFile), join(data, passwordFile));
    await rename(data, dir).catch((error) => {
      if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

const passwordFile = "crossdock.password";

const initOptions = [
  "--username=crossdock",
  "--auth=scram-sha-256",
  "--encoding=UTF8",
  "--locale=C",
  "--locale-provider=builtin",
  "--builtin-locale=C.UTF-8",
  "--no-instructions",
];

/** The password that `initCluster` kept. */
export function readPassword(dir: string): Promise<string> {
  return readFile(join(dir, passwordFile), "utf8");
}

/** The line of a program's output that says why it failed: its last. */
export function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}

function own(path: string, { uid, gid }: ServerUser): Promise<void> {
  return chown(path, uid, gid);
}

import { randomUUID } from "node:crypto";
import { lstatSync, statSync } from "node:fs";
import { access, constants, mkdir, realpath, symlink } from "node:fs/promises";
import { join } from "node:path";
import { findBinaries, sharedDir } from "./binaries.ts";
import { type Cluster, initCluster, readPassword } from "./cluster.ts";
import { EmbeddedError } from "./errors.ts";
import { canEnter, type ServerUser, serverUser } from "./user.ts";

type Log = (line: string) => void;

/**
 * The product's own cluster in `<dataDir>/postgres`, made when missing. When root's data folder is
 * closed to the user who runs PostgreSQL, the name is a link to a folder that is open.
 */
export async function openHome(dataDir: string, log: Log): Promise<Cluster> {
  await makeWritable(dataDir);
  const place = join(dataDir, "postgres");
  const user = serverUser(place);
  const binaries = await findBinaries(user);
  if (!lstatSync(place, { throwIfNoEntry: false })) {
    log("setting up PostgreSQL");
    await make(place, user, (dir) => initCluster({ dir, user, binaries }), log);
  }
  const dir = await realpath(place).catch(() => {
    throw new EmbeddedError(
      `${place} links to a folder that is gone: remove the link to start afresh`,
    );
  });
  refuseForeign(dir);
  return { dir, password: await readPassword(dir), user, binaries, settings };
}

/** For a small machine, and durable: `fsync` and `synchronous_commit` stay on. */
const settings = [
  "shared_buffers=128MB",
  "max_connections=100",
  // Containers often have 64 MB of shared memory, and short queries gain nothing from helpers or JIT.
  "max_parallel_workers_per_gather=0",
  "jit=off",
  "logging_collector=on",
  "log_filename=postgresql-%a.log",
  "log_truncate_on_rotation=on",
];

async function make(
  place: string,
  user: ServerUser | undefined,
  init: (dir: string) => Promise<void>,
  log: Log,
): Promise<void> {
  if (!user || canEnter(join(place, ".."), user)) return init(place);
  const open = join(sharedDir, `postgres-${randomUUID().slice(0, 8)}`);
  await mkdir(sharedDir, { recursive: true, mode: 0o755 });
  await init(open);
  await symlink(open, place);
  log(`only root may enter ${join(place, "..")}: PostgreSQL keeps its data in ${open}`);
}

async function makeWritable(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true });
    await access(dataDir, constants.W_OK);
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? error.code : error;
    throw new EmbeddedError(
      `${dataDir} cannot be written (${reason}): make it writable or set DATA_DIR to another folder`,
    );
  }
}

function refuseForeign(dir: string): void {
  const self = process.getuid?.();
  const { uid } = statSync(dir);
  if (self === undefined || self === 0 || self === uid) return;
  throw new EmbeddedError(
    `${dir} belongs to another user (uid ${uid}): start as that user or as root, or set DATA_DIR to another folder`,
  );
}

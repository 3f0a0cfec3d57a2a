import { readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { EmbeddedError } from "./errors.ts";

/** Whom PostgreSQL's programs run as, in the form that `child_process` takes. */
export type ServerUser = { uid: number; gid: number };

/**
 * PostgreSQL refuses to run as root. Root hands it to the data folder's owner, else to the machine's
 * `postgres` or `nobody` user; anyone else runs it as themselves (`undefined`).
 */
export function serverUser(dataDir?: string): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = dataDir && statSync(dataDir, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const passwd = readFileSync("/etc/passwd", "utf8");
  for (const name of ["postgres", "nobody"]) {
    const [, uid, gid] = new RegExp(`^${name}:[^:]*:(\\d+):(\\d+):`, "m").exec(passwd) ?? [];
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new EmbeddedError(
    "PostgreSQL does not run as root and there is no postgres or nobody user: start as another user or set DATABASE_URL",
  );
}

/** Whether `user` may enter `dir` and every folder above it. */
export function canEnter(dir: string, { uid, gid }: ServerUser): boolean {
  const stat = statSync(dir);
  const bit = stat.uid === uid ? 0o100 : stat.gid === gid ? 0o010 : 0o001;
  if ((stat.mode & bit) === 0) return false;
  return dirname(dir) === dir || canEnter(dirname(dir), { uid, gid });
}

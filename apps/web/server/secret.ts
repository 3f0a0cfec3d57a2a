import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Env } from "@crossdock/config/env";

/**
 * `APP_SECRET`, what `APP_SECRET_FILE` holds, or the one that the data folder keeps: made at the first
 * start, readable by us alone.
 */
export async function appSecret({ APP_SECRET, APP_SECRET_FILE, DATA_DIR }: Env): Promise<string> {
  if (APP_SECRET) return APP_SECRET;
  if (APP_SECRET_FILE) return readSecret(APP_SECRET_FILE);
  const path = join(DATA_DIR, "secret");
  try {
    // Fails where the file exists, so that two processes cannot each make one.
    await writeFile(path, randomBytes(32).toString("hex"), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return (await readFile(path, "utf8")).trim();
}

async function readSecret(path: string): Promise<string> {
  const text = await readFile(path, "utf8").catch((error: Error) => {
    throw new Error(`APP_SECRET_FILE: cannot be read (${error.message})`);
  });
  const secret = text.trim();
  if (secret.length >= 32) return secret;
  throw new Error("APP_SECRET_FILE: must hold at least 32 characters: try `openssl rand -hex 32`");
}

import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Env } from "@crossdock/config/env";

/** `APP_SECRET`, or the one that the data folder keeps: made at the first start, readable by us alone. */
export async function appSecret({ APP_SECRET, DATA_DIR }: Env): Promise<string> {
  if (APP_SECRET) return APP_SECRET;
  const path = join(DATA_DIR, "secret");
  try {
    // Fails where the file exists, so that two processes cannot each make one.
    await writeFile(path, randomBytes(32).toString("hex"), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return (await readFile(path, "utf8")).trim();
}

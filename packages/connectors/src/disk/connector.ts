import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ConnectorError } from "../connector-error.ts";
import type { Connector } from "../contract.ts";
import { checkStorage } from "../storage-check.ts";
import type { StorageConnector, StoredObject } from "../storage-contract.ts";
import { checkedKey } from "../storage-key.ts";
import type { DiskConfig } from "./config.ts";

/** Files in a folder of this machine. */
export function connectDisk({ dataDir }: DiskConfig): Connector {
  const root = join(dataDir, "files");
  const storage = diskStorage(root);
  return {
    id: "disk",
    name: "This server's disk",
    configured: true,
    storage,
    check: () => checkStorage(storage, root),
  };
}

function diskStorage(root: string): StorageConnector {
  const pathOf = (key: string) => join(root, checkedKey("disk", key));
  return {
    async put({ key, body }) {
      const path = pathOf(key);
      await tried(() => writeWhole(path, body));
    },
    async get(key, { maxBytes }) {
      const path = pathOf(key);
      const size = await sizeOf(path);
      if (size === null) return null;
      if (size > maxBytes) throw failed(new Error(`${key} has more than ${maxBytes} bytes.`));
      return tried(() => readFile(path));
    },
    async head(key) {
      const size = await sizeOf(pathOf(key));
      return size === null ? null : { size };
    },
    async delete(key) {
      const path = pathOf(key);
      await tried(() => rm(path, { force: true }));
    },
    async stream(key) {
      const path = pathOf(key);
      const size = await sizeOf(path);
      return size === null ? null : { size, body: createReadStream(path) };
    },
  };
}

/** Under another name first, and on the disk before it gets its own: a crash leaves no half of it. */
async function writeWhole(path: string, body: StoredObject["body"]): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const partial = join(folder, `.${randomUUID()}`);
  try {
    await synced(partial, "wx", (file) => file.writeFile(body));
    await rename(partial, path);
    await synced(folder, "r", async () => {});
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

type Handle = Awaited<ReturnType<typeof open>>;

async function synced(path: string, flags: string, write: (file: Handle) => Promise<void>) {
  const file = await open(path, flags, 0o600);
  try {
    await write(file);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    const found = await stat(path);
    return found.isFile() ? found.size : null;
  } catch (error) {
    if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR") return null;
    throw failed(error);
  }
}

async function tried<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw failed(error);
  }
}

function failed(cause: unknown): ConnectorError {
  const code = codeOf(cause);
  const kind = code === "EACCES" || code === "EROFS" ? "configuration" : "unavailable";
  const message = cause instanceof Error ? cause.message : "The disk could not be used.";
  return new ConnectorError("disk", kind, message, { code, cause });
}

function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : undefined;
}

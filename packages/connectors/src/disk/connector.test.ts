import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { StorageConnector } from "../storage-contract.ts";
import { connectDisk } from "./connector.ts";

let dataDir: string;
let storage: StorageConnector;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "crossdock-disk-"));
  storage = storageOf(dataDir);
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

function storageOf(folder: string): StorageConnector {
  const { storage } = connectDisk({ dataDir: folder });
  if (!storage) throw new Error("no storage");
  return storage;
}

const limits = { maxBytes: 1000 };
const put = (key: string, text: string) =>
  storage.put({ key, body: Buffer.from(text), contentType: "text/plain" });

test("what is put is there until it is deleted, also in a process that starts later", async () => {
  await put("images/fil_1/640.webp", "one");
  await put("images/fil_1/640.webp", "two");
  const later = storageOf(dataDir);
  expect(await later.get("images/fil_1/640.webp", limits)).toEqual(Buffer.from("two"));
  expect(await later.head("images/fil_1/640.webp")).toEqual({ size: 3 });
  await later.delete("images/fil_1/640.webp");
  await later.delete("images/fil_1/640.webp");
  expect(await storage.get("images/fil_1/640.webp", limits)).toBeNull();
  expect(await storage.head("images/fil_1")).toBeNull();
});

test("what comes in pieces is kept as a whole or not at all, and is read in pieces", async () => {
  const pieces = async function* (fails: boolean) {
    yield Buffer.from("one ");
    if (fails) throw new Error("no more rows");
    yield Buffer.from("two");
  };
  const key = "exports/exp_1";
  const keep = (fails: boolean) =>
    storage.put({ key, body: pieces(fails), contentType: "text/csv" });
  await expect(keep(true)).rejects.toThrow("no more rows");
  expect(await storage.stream?.(key)).toBeNull();
  expect(await readdir(join(dataDir, "files/exports"))).toEqual([]);
  await keep(false);
  const file = await storage.stream?.(key);
  expect(file?.size).toBe(7);
  expect(await text(file?.body ?? Readable.from([]))).toBe("one two");
});

test("nothing half-written is left beside it, however many write at once", async () => {
  const texts = Array.from({ length: 20 }, (_, index) => `${index}`.repeat(500));
  await Promise.all(texts.map((text) => put("a/b", text)));
  expect(await readdir(join(dataDir, "files/a"))).toEqual(["b"]);
  expect(texts).toContain(String(await storage.get("a/b", limits)));
});

test.each(["../x", "a/../../x", "/etc/passwd", "a//b", "a/.hidden", "A", "a\0b", "a\\b", "", "a/"])(
  "%j is no key",
  async (key) => {
    await expect(put(key, "x")).rejects.toMatchObject({ kind: "invalid_request" });
    await expect(storage.get(key, limits)).rejects.toMatchObject({
      kind: "invalid_request",
    });
  },
);

test("what is longer than is taken is not read", async () => {
  await put("long", "x".repeat(1001));
  await expect(storage.get("long", limits)).rejects.toMatchObject({ name: "ConnectorError" });
});

test("the check says whether the folder can be written to", async () => {
  const file = join(dataDir, "no-folder");
  await writeFile(file, "");
  expect(await connectDisk({ dataDir: file }).check()).toMatchObject({ ok: false });
  expect(await connectDisk({ dataDir }).check()).toMatchObject({ ok: true });
  await expect(
    storageOf(file).put({ key: "a", body: Buffer.from(""), contentType: "text/plain" }),
  ).rejects.toMatchObject({ name: "ConnectorError" });
});

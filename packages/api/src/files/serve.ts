import type { Readable } from "node:stream";
import { AppError } from "@crossdock/core";
import type { Services } from "../procedure/context.ts";
import { checkAddress } from "./address.ts";
import { namesOf } from "./image-names.ts";
import { type FileRow, imageKey } from "./keys.ts";
import { storageOf } from "./storage.ts";

export type FileServices = Pick<Services, "db" | "connectors" | "identity" | "appUrl" | "clock">;

/** What an address of a file leads to: bytes, or the storage's own address. */
export type Served =
  | { redirect: string }
  | {
      body: Buffer | Readable;
      /** In bytes. */
      size: number;
      contentType: string;
      disposition: string | null;
      isPublic: boolean;
    };

/** The longest file that is read for somebody as a whole. */
const fileBytesMax = 100_000_000;

/** A private file, by an address that we signed. @throws AppError `forbidden`, `not_found` */
export async function openFile(
  services: FileServices,
  id: string,
  query: URLSearchParams,
): Promise<Served> {
  await checkAddress(services, "GET", id, query);
  const file = await services.db.prisma.file.findUnique({
    where: { id, state: "ready", expiresAt: { gt: services.clock.now() } },
  });
  if (!file) throw nothing;
  const storage = await storageOf(services, file.storage);
  const disposition = attachment(file.name);
  if (storage.presign) {
    const { key, mime: contentType } = file;
    const redirect = await storage.presign({
      ...{ method: "GET", key, contentType, disposition, expiresInSeconds: 60 },
    });
    return { redirect };
  }
  const found = await storage.stream?.(file.key);
  if (!found) throw nothing;
  return { ...found, contentType: file.mime, disposition, isPublic: false };
}

/** One of a product image's files: whoever knows its address may see it. @throws AppError `not_found` */
export async function openImage(services: FileServices, id: string, name: string): Promise<Served> {
  const file = await services.db.prisma.file.findUnique({
    where: { id, state: "ready", purpose: "product_image" },
  });
  const found = file && namesOf(file.widths).find((one) => one.name === name);
  if (!found) throw nothing;
  const storage = await storageOf(services, file.storage);
  const body = await storage.get(imageKey(id, name), { maxBytes: fileBytesMax });
  if (!body) throw nothing;
  const size = body.length;
  return { body, size, contentType: found.type, disposition: null, isPublic: true };
}

/**
 * The file that an upload is for, by an address that we signed: no more than its size and nothing
 * but its type may be taken.
 * @throws AppError `forbidden`, `not_found`, `conflict` once it is complete
 */
export async function expectUpload(
  services: FileServices,
  id: string,
  query: URLSearchParams,
): Promise<Pick<FileRow, "size" | "mime"> & { keep(body: Buffer): Promise<void> }> {
  await checkAddress(services, "PUT", id, query);
  const file = await services.db.prisma.file.findUnique({ where: { id } });
  if (!file) throw nothing;
  if (file.state !== "pending") {
    throw new AppError("conflict", { detail: "This file is complete: announce another." });
  }
  const { key, size, mime } = file;
  const storage = await storageOf(services, file.storage);
  return { size, mime, keep: (body) => storage.put({ key, body, contentType: mime }) };
}

const nothing = new AppError("not_found", { detail: "There is no such file." });

// RFC 6266: the name in ASCII for old programs, and whole beside it.
function attachment(name: string): string {
  const ascii = name.replace(/[^\w.-]/g, "_");
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name)}`;
}

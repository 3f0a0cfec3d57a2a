import { createHash } from "node:crypto";
import { AppError } from "@crossdock/core";
import type { Context } from "../procedure/context.ts";
import { toImages } from "./image.ts";
import { type FileRow, imageKey } from "./keys.ts";
import { storageOf } from "./storage.ts";

/** How long a file that is ready waits to be used. */
const dayMs = 24 * 60 * 60_000;

/**
 * Looks at what was uploaded and keeps it for good. May run any number of times, also at once.
 * @throws AppError `transition_invalid` before the upload, `validation_failed` for another file than
 *   was announced or one that is not taken
 */
export async function finishUpload({ services }: Context, id: string): Promise<FileRow> {
  const { db, clock } = services;
  const file = await db.prisma.file.findUniqueOrThrow({ where: { id } });
  if (file.state === "ready") return file;
  const storage = await storageOf(services, file.storage);
  const found = await storage.head(file.key);
  if (!found) throw new AppError("transition_invalid", notThere);
  refuseOther(found.size === file.size, `It has ${found.size} bytes, and not ${file.size}.`);
  const body = await storage.get(file.key, { maxBytes: file.size });
  if (!body) throw new AppError("transition_invalid", notThere);
  const sha256 = createHash("sha256").update(body).digest("hex");
  // Once more: an address that is still good may have put another in its place since.
  refuseOther(body.length === file.size, "The bytes are not those that were announced.");
  refuseOther(!file.sha256 || sha256 === file.sha256, "The SHA-256 is not the announced one.");
  const { files, ...image } = await toImages(body, file.mime);
  for (const { name, contentType, body } of files) {
    await storage.put({ key: imageKey(id, name), contentType, body });
  }
  await db.prisma.file.updateMany({
    where: { id, state: "pending", expiresAt: { gt: clock.now() } },
    data: {
      ...{ ...image, sha256, state: "ready" },
      expiresAt: new Date(clock.now().getTime() + dayMs),
    },
  });
  const kept = await db.prisma.file.findUnique({ where: { id, state: "ready" } });
  if (!kept) throw new AppError("transition_invalid", tooLate);
  await storage.delete(file.key);
  return kept;
}

const notThere = { detail: "Nothing is uploaded yet: send the bytes to the address by PUT first." };

const tooLate = { detail: "The time to complete this file is over: announce it anew." };

function refuseOther(isRight: boolean, detail: string): void {
  if (!isRight) throw new AppError("validation_failed", { detail });
}

import { AppError, newId } from "@crossdock/core";
import type { QueryContext } from "../procedure/context.ts";
import { command, query } from "../procedure/procedure.ts";
import { ownRows } from "../procedure/scoping.ts";
import { router } from "../procedure/trpc.ts";
import { signAddress } from "./address.ts";
import { type FileRow, uploadKey } from "./keys.ts";
import { CreateFile, File, NewFile, OneFile } from "./schema.ts";
import { storageForNew } from "./storage.ts";
import { finishUpload } from "./upload.ts";

/** How long an upload may take until its file is removed. */
const uploadMinutes = 60;

export const filesRouter = router({
  create: command("products:write")
    .meta({
      rest: "POST /files",
      summary: "Announce an upload",
      description:
        "Answers with an address that takes the bytes by PUT. Complete the file then, and use it within a day.",
      status: 201,
      cost: 2,
      example: { purpose: "product_image", name: "mug.png", mime: "image/png", size: 70 },
    })
    .input(CreateFile)
    .output(NewFile)
    .mutation(async ({ ctx, input }) => {
      const { principal, services, now } = ctx;
      const storage = await storageForNew(services);
      const id = newId("fil", now);
      const expiresAt = new Date(now.getTime() + uploadMinutes * 60_000);
      const row = await ctx.db.file.create({
        data: {
          ...input,
          ...{ id, key: uploadKey(id), storage: storage.id, partnerId: principal.partnerId },
          ...{ state: "pending", createdBy: principal.id, createdAt: now, expiresAt },
        },
      });
      // A page's own policy lets it send to no other host; programs send straight to the storage.
      const direct = principal.kind === "user" ? undefined : storage.presign;
      const url = direct
        ? await direct({
            ...{ method: "PUT", key: row.key, contentType: row.mime, size: row.size },
            expiresInSeconds: uploadMinutes * 60,
          })
        : await signAddress(services, "PUT", id, expiresAt);
      const upload = { method: "PUT", url, contentType: row.mime } as const;
      return { ...toFile(row), upload: { ...upload, expiresAt: expiresAt.toISOString() } };
    }),

  complete: command("products:write")
    .meta({
      rest: "POST /files/{id}/complete",
      summary: "Have an upload looked at",
      description:
        "Checks size, hash and type. Images are written anew in several widths, without what cameras put into them.",
      errors: ["transition_invalid"],
      cost: 5,
    })
    .input(OneFile)
    .output(File)
    .mutation(
      async ({ ctx, input: { id } }) =>
        toFile(await findFile(ctx, { id, ...ownRows(ctx.principal, "file") })),
      {
        done: ({ state }) => state === "ready",
        afterCommit: async (context, { id }) => toFile(await finishUpload(context, id)),
      },
    ),

  get: query("products:read")
    .meta({ rest: "GET /files/{id}", summary: "Get a file's state", mcp: true })
    .input(OneFile)
    .output(File)
    .query(async ({ ctx, input: { id } }) =>
      toFile(await findFile(ctx, { id, ...ownRows(ctx.principal, "file") })),
    ),
});

async function findFile(
  { db }: { db: Pick<QueryContext["db"], "file"> },
  where: { id: string },
): Promise<FileRow> {
  const row = await db.file.findUnique({ where });
  if (!row) throw new AppError("not_found", { detail: `There is no file ${where.id}.` });
  return row;
}

function toFile({ createdAt, expiresAt, ...row }: FileRow) {
  return {
    ...row,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
  };
}

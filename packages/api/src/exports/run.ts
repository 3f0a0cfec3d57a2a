import { newId, systemPrincipal } from "@crossdock/core";
import { storageForNew } from "../files/storage.ts";
import type { Context } from "../procedure/context.ts";
import { discardedBy, type Job, type JobData } from "../procedure/jobs.ts";
import { runExportJob } from "./router.ts";
import { headOf, pagesOf } from "./rows.ts";

const bytesMax = 100_000_000;
const keptDays = 7;

/** Writes an export's file. Begun again after a crash, it writes the same file anew. */
export const runExports: Job = {
  name: runExportJob,
  async run(context, { exportId = "" }) {
    try {
      await write(context, exportId);
    } catch (error) {
      const message = error instanceof Error ? error.message : "Something went wrong.";
      await save(context, exportId, { state: "failed", error: message.slice(0, 1000) });
      throw error;
    }
  },
  onRetry: (ctx, all) =>
    ctx.db.export.updateMany({ where: unready(all), data: { state: "queued", error: null } }),
  onDiscard: (ctx, all) =>
    ctx.db.export.updateMany({
      where: unready(all),
      data: { state: "failed", error: discardedBy(ctx) },
    }),
};

function unready(all: readonly JobData[]) {
  const ids = all.map(({ exportId = "" }) => exportId);
  return { id: { in: ids }, state: { not: "ready" as const } };
}

async function write(context: Context, id: string): Promise<void> {
  const { services } = context;
  const { db, clock } = services;
  const found = await db.prisma.export.findUniqueOrThrow({ where: { id } });
  if (found.state === "ready") return;
  const { kind, format } = found;
  const body = await textOf(context, found);
  const storage = await storageForNew(services);
  const mime = format === "csv" ? "text/csv; charset=utf-8" : "application/x-ndjson";
  const key = `exports/${id}`;
  await storage.put({ key, body, contentType: mime });
  const now = clock.now();
  const expiresAt = new Date(now.getTime() + keptDays * 86_400_000);
  const day = found.createdAt.toISOString().slice(0, 10);
  await db.transaction(async (tx) => {
    const file = await tx.file.create({
      data: {
        ...{ id: newId("fil", now), storage: storage.id, key, mime, size: body.length },
        ...{ name: `${kind}-${day}.${format}`, purpose: "export", state: "ready" },
        ...{ createdBy: found.createdBy, createdAt: now, expiresAt },
      },
    });
    const data = { state: "ready", error: null, fileId: file.id, finishedAt: now } as const;
    await tx.export.update({ where: { id }, data });
  });
  services.live.publish(["exports"]);
}

type Found = { id: string; kind: "orders" | "customers" | "products"; format: "csv" | "ndjson" };

async function textOf(context: Context, { id, kind, format }: Found): Promise<Buffer> {
  const { services } = context;
  const rowsTotal = await countOf(context, kind);
  await save(context, id, { state: "running", rowsDone: 0, rowsTotal, error: null });
  // A byte order mark, without which spreadsheets take UTF-8 for something else.
  const parts = format === "csv" ? [Buffer.from(`\ufeff${headOf(kind)}`)] : [];
  let [rowsDone, bytes] = [0, 0];
  for await (const page of pagesOf(services, systemPrincipal("exports"), kind)) {
    const part = Buffer.from(page[format]);
    parts.push(part);
    rowsDone += page.count;
    bytes += part.length;
    if (bytes > bytesMax) throw new Error("The export becomes larger than 100 MB.");
    await save(context, id, { rowsDone });
  }
  return Buffer.concat(parts);
}

function countOf({ services }: Context, kind: Found["kind"]): Promise<number> {
  const { order, customer, product } = services.db.prisma;
  if (kind === "orders") return order.count();
  return kind === "customers" ? customer.count() : product.count();
}

async function save({ services }: Context, id: string, data: object): Promise<void> {
  await services.db.prisma.export.update({ where: { id }, data });
  services.live.publish(["exports"]);
}

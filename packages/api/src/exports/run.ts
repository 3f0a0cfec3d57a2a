import { newId } from "@crossdock/core";
import type { Prisma } from "@crossdock/db";
import { storageForNew } from "../files/storage.ts";
import { LogFilter } from "../logs/schema.ts";
import type { Context, Services } from "../procedure/context.ts";
import { discardedBy, type Job, type JobData } from "../procedure/jobs.ts";
import { OfMonth } from "../usage/month.ts";
import { daysOfMonth } from "../usage/period.ts";
import { runExportJob } from "./begin.ts";
import { listSource } from "./lists.ts";
import { requestSource } from "./requests.ts";
import { exportRowsMax } from "./schema.ts";
import type { Source } from "./source.ts";
import { fileText, type Progress } from "./text.ts";
import { usageSource } from "./usage.ts";

// A file's size is a number of four bytes.
const bytesMax = 1_000_000_000;
const keptDays = 7;

/** Writes an export's file. Begun again after a crash, it writes the same file anew. */
export const runExports: Job = {
  name: runExportJob,
  takesLong: true,
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

type Found = Prisma.ExportGetPayload<object>;

async function write(context: Context, id: string): Promise<void> {
  const { services } = context;
  const found = await services.db.prisma.export.findUniqueOrThrow({ where: { id } });
  if (found.state === "ready") return;
  const storage = await storageForNew(services);
  const contentType = found.format === "csv" ? "text/csv; charset=utf-8" : "application/x-ndjson";
  const key = `exports/${id}`;
  let written: Progress = { rows: 0, bytes: 0, cutOff: false };
  const body = textOf(context, found, (progress) => {
    written = progress;
  });
  await storage.put({ key, body, contentType });
  await keep(services, found, { storage: storage.id, key, mime: contentType, written });
  services.live.publish(["exports"]);
}

async function* textOf(context: Context, found: Found, onProgress: (now: Progress) => void) {
  const source = sourceOf(context.services, found);
  const { id, format } = found;
  const rowsTotal = await source.count();
  await save(context, id, { state: "running", rowsDone: 0, rowsTotal, error: null });
  let told = 0;
  yield* fileText(source, {
    ...{ format, rowsMax: exportRowsMax, bytesMax },
    async onProgress(now) {
      onProgress(now);
      // Who looks on sees a hundred steps: each is a change that all open pages hear of.
      if (now.rows - told < rowsTotal / 100) return;
      told = now.rows;
      await save(context, id, { rowsDone: now.rows });
    },
  });
}

function sourceOf(services: Services, { kind, filter, partnerId, createdAt }: Found): Source {
  if (kind === "requests") {
    return requestSource(services, { filter: LogFilter.parse(filter), partnerId, at: createdAt });
  }
  if (kind !== "usage") return listSource(services, kind);
  const { month } = OfMonth.parse(filter);
  return usageSource(services, { days: daysOfMonth(month, createdAt), partnerId });
}

type Kept = { storage: string; key: string; mime: string; written: Progress };

async function keep({ db, clock }: Services, found: Found, { written, ...where }: Kept) {
  const { id, kind, format, createdBy, createdAt } = found;
  const now = clock.now();
  const expiresAt = new Date(now.getTime() + keptDays * 86_400_000);
  const about =
    kind === "usage" ? OfMonth.parse(found.filter).month : createdAt.toISOString().slice(0, 10);
  await db.transaction(async (tx) => {
    const file = await tx.file.create({
      data: {
        ...{ ...where, id: newId("fil", now), size: written.bytes },
        ...{ name: `${kind}-${about}.${format}`, purpose: "export", state: "ready" },
        ...{ createdBy, createdAt: now, expiresAt },
      },
    });
    const { rows: rowsDone, cutOff } = written;
    const done = { state: "ready", error: null, rowsDone, cutOff, finishedAt: now } as const;
    await tx.export.update({ where: { id }, data: { ...done, fileId: file.id } });
  });
}

async function save({ services }: Context, id: string, data: object): Promise<void> {
  await services.db.prisma.export.update({ where: { id }, data });
  services.live.publish(["exports"]);
}

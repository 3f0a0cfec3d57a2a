import type { Context } from "../procedure/context.ts";
import type { Job } from "../procedure/jobs.ts";
import { keysOf } from "./keys.ts";
import { storageOf } from "./storage.ts";

/** Removes files whose time is over: uploads that nobody completed, images that are used no more, old exports. */
export const sweepFiles: Job = {
  name: "sweep-files",
  cron: "*/10 * * * *",
  async run(context) {
    const { db, clock } = context.services;
    const due = await db.prisma.file.findMany({
      where: { expiresAt: { lt: clock.now() } },
      select: { id: true },
      orderBy: { expiresAt: "asc" },
      take: 200,
    });
    const failures: unknown[] = [];
    for (const { id } of due) await sweep(context, id).catch((error) => failures.push(error));
    // A storage that is down holds up its own files alone; the job comes again for these.
    if (failures.length > 0) throw new AggregateError(failures, "Some files could not be removed");
  },
};

async function sweep({ services }: Context, id: string): Promise<void> {
  const { db, clock } = services;
  // From here on nothing can take it into use, which only what is ready can be.
  const { count } = await db.prisma.file.updateMany({
    where: { id, expiresAt: { lt: clock.now() } },
    data: { state: "pending" },
  });
  if (count === 0) return;
  const file = await db.prisma.file.findUniqueOrThrow({ where: { id } });
  const storage = await storageOf(services, file.storage);
  for (const key of keysOf(file)) await storage.delete(key);
  await db.prisma.file.delete({ where: { id } });
}

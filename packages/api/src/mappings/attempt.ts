import { HttpError } from "@crossdock/http";
import type { Context } from "../procedure/context.ts";
import { runIn } from "./run-in.ts";
import { runOut } from "./run-out.ts";
import type { RunRow } from "./run-row.ts";
import { MappingDefinition } from "./schema.ts";
import { type Outcome, settle } from "./settle.ts";
import { runMappingJob } from "./write-runs.ts";

/** No second worker sends while the first may: it renews its lease as long as it lives. */
const leaseSeconds = 15;

/** One attempt of a run. Safe to be called by any number of workers at any time. */
export async function attemptRun(context: Context, runId: string): Promise<void> {
  await refusePaused(context, runId);
  const run = await claim(context, runId);
  if (!run) return;
  const { prisma } = context.services.db;
  const mapping = await prisma.mapping.findUniqueOrThrow({ where: { id: run.mappingId } });
  const begun = performance.now();
  const outcome: Outcome = mapping.enabled
    ? await leased(context, runId, () => outcomeOf(context, run))
    : { status: "failed", error: "The mapping is switched off.", retryable: false, counts: false };
  const durationMs = outcome.durationMs ?? Math.round(performance.now() - begun);
  await settle(context, run, { ...outcome, durationMs });
}

// Before it is claimed: an attempt that cannot leave is none.
async function refusePaused({ services }: Context, id: string): Promise<void> {
  if (services.pauses.of("outgoing") === null) return;
  const { mappingRun, mapping } = services.db.prisma;
  const run = await mappingRun.findUnique({ where: { id }, select: { mappingId: true } });
  const where = { id: run?.mappingId ?? "" };
  const found = await mapping.findUnique({ where, select: { direction: true } });
  if (found?.direction === "out") throw new HttpError("paused");
}

async function leased<T>({ services }: Context, id: string, work: () => Promise<T>): Promise<T> {
  const { db, clock } = services;
  const timer = setInterval(
    () => {
      const leasedUntil = leaseFrom(clock.now());
      const renewed = db.prisma.mappingRun.updateMany({
        where: { id, status: "pending" },
        data: { leasedUntil },
      });
      // Where it fails the lease runs out, and the receiver knows the repetition by its key.
      renewed.catch(() => {});
    },
    (leaseSeconds * 1000) / 3,
  );
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

function leaseFrom(now: Date): Date {
  return new Date(now.getTime() + leaseSeconds * 1000);
}

/** The run, leased to this worker; null where another has it or it is done. */
async function claim({ services }: Context, id: string): Promise<RunRow | null> {
  const { db, clock, jobs } = services;
  const now = clock.now();
  const until = leaseFrom(now);
  const claimed = await db.prisma.$executeRaw`
    UPDATE mapping_run SET attempt = attempt + 1, leased_until = ${until}, updated_at = ${now}
    WHERE id = ${id} AND status = 'pending' AND (leased_until IS NULL OR leased_until < ${now})`;
  const run = await db.prisma.mappingRun.findUnique({ where: { id } });
  if (claimed === 1) return run;
  if (run?.status !== "pending" || run.leasedUntil === null) return null;
  // Whoever has it may have been killed: it is looked at again when the lease is over.
  const left = Math.max(1, Math.ceil((run.leasedUntil.getTime() - now.getTime()) / 1000) + 1);
  await jobs.enqueue(runMappingJob, { runId: id }, { startAfterSeconds: left });
  return null;
}

async function outcomeOf(context: Context, run: RunRow): Promise<Outcome> {
  const { prisma } = context.services.db;
  const { definition } = await prisma.mappingVersion.findUniqueOrThrow({
    where: { mappingId_version: { mappingId: run.mappingId, version: run.mappingVersion } },
  });
  const parsed = MappingDefinition.parse(definition);
  return parsed.direction === "out" ? runOut(context, run, parsed) : runIn(context, run, parsed);
}

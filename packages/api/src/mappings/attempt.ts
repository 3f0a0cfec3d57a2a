import type { Context } from "../procedure/context.ts";
import { runIn } from "./run-in.ts";
import { runOut } from "./run-out.ts";
import type { RunRow } from "./run-row.ts";
import { MappingDefinition } from "./schema.ts";
import { type Outcome, settle } from "./settle.ts";
import { runMappingJob } from "./write-runs.ts";

/** Long enough for a call and its token, so that no second worker sends while the first may. */
const leaseSeconds = 60;

/** One attempt of a run. Safe to be called by any number of workers at any time. */
export async function attemptRun(context: Context, runId: string): Promise<void> {
  const run = await claim(context, runId);
  if (!run) return;
  const { prisma } = context.services.db;
  const mapping = await prisma.mapping.findUniqueOrThrow({ where: { id: run.mappingId } });
  const begun = performance.now();
  const outcome: Outcome = mapping.enabled
    ? await outcomeOf(context, run)
    : { status: "failed", error: "The mapping is switched off.", retryable: false, counts: false };
  const durationMs = outcome.durationMs ?? Math.round(performance.now() - begun);
  await settle(context, run, { ...outcome, durationMs });
}

/** The run, leased to this worker; null where another has it or it is done. */
async function claim({ services }: Context, id: string): Promise<RunRow | null> {
  const { db, clock, jobs } = services;
  const now = clock.now();
  const until = new Date(now.getTime() + leaseSeconds * 1000);
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

import { notifyTeam } from "../notifications/notify-team.ts";
import type { Context } from "../procedure/context.ts";
import { unitOfWork } from "../procedure/unit-of-work.ts";
import { delaySeconds } from "./delays.ts";
import type { RunRow } from "./run-row.ts";
import { runMappingJob } from "./write-runs.ts";

/** How an attempt ended. */
export type Outcome = {
  status: "succeeded" | "failed" | "skipped";
  error: string | null;
  /** Whether the same may go better later. */
  retryable: boolean;
  answerStatus?: number | null;
  answer?: string | null;
  /** The header of that name. */
  retryAfter?: string | null;
  durationMs?: number;
  /** False where it says nothing about whether the mapping works. */
  counts?: boolean;
};

/** An outcome that only a change of the mapping can make better. */
export function refusal(error: string): Outcome {
  return { status: "failed", error, retryable: false };
}

/** Writes how an attempt ended, and when the next is. */
export async function settle(context: Context, run: RunRow, outcome: Outcome): Promise<void> {
  const { db, clock, jobs } = context.services;
  const now = clock.now();
  const { status, retryable, retryAfter = null, answerStatus = null } = outcome;
  const delay =
    status === "failed" && retryable ? delaySeconds(run.attempt, retryAfter, now) : null;
  await db.transaction(async (tx) => {
    await tx.mappingRun.update({
      where: { id: run.id },
      data: {
        status: delay === null ? status : "pending",
        ...{ answerStatus, error: outcome.error?.slice(0, 2000) ?? null },
        answer: outcome.answer?.slice(0, answerCharsMax) ?? null,
        durationMs: outcome.durationMs ?? null,
        leasedUntil: null,
        nextAttemptAt: delay === null ? null : new Date(now.getTime() + delay * 1000),
        updatedAt: now,
      },
    });
    if (delay === null) return;
    await jobs.enqueue(runMappingJob, { runId: run.id }, { tx, startAfterSeconds: delay });
  });
  if (outcome.counts !== false) await keepHealth(context, run.mappingId, status === "succeeded");
  context.services.live.publish(new Set(["mappings", run.mappingId]));
}

const answerCharsMax = 4096;

/** After so long without one good run a mapping is switched off. */
const failingDaysMax = 3;

async function keepHealth(context: Context, id: string, isGood: boolean): Promise<void> {
  const { db, clock } = context.services;
  const now = clock.now();
  if (isGood) {
    // Mostly there is nothing to change: a busy mapping's row must not be written for each run.
    await db.prisma.mapping.updateMany({
      where: { id, failingSince: { not: null } },
      data: { failingSince: null },
    });
    return;
  }
  await db.prisma.mapping.updateMany({
    where: { id, failingSince: null },
    data: { failingSince: now },
  });
  const mapping = await db.prisma.mapping.findUnique({ where: { id } });
  const limit = now.getTime() - failingDaysMax * 86_400_000;
  if (!mapping?.enabled || !mapping.failingSince || mapping.failingSince.getTime() > limit) return;
  await switchOff(context, mapping);
}

type Named = { id: string; name: string; failingSince: Date | null };

async function switchOff(context: Context, { id, name, failingSince }: Named): Promise<void> {
  await unitOfWork(context, "mappings.disable", async (ctx) => {
    const { count } = await ctx.db.mapping.updateMany({
      where: { id, enabled: true },
      data: {
        enabled: false,
        disabledReason: `Every run had failed for ${failingDaysMax} days.`,
        updatedAt: ctx.now,
      },
    });
    ctx.about(id);
    if (count === 0) return;
    await notifyTeam(ctx, {
      kind: "connector",
      key: `mapping off ${id} ${failingSince?.getTime()}`,
      subject: `The mapping ${name} was switched off`,
      paragraphs: [
        `Every run of ${name} has failed for ${failingDaysMax} days, so that it was switched off.`,
        "Its log says why. Switch it on again when that is mended, then replay what failed.",
      ],
      href: `/mappings/${id}`,
    });
  });
}

import type { Alert, AlertRule, Tx } from "@crossdock/db";
import type { OpenAlert, Reading } from "@crossdock/telemetry/alerts";
import type { CommandContext, Context } from "../procedure/context.ts";
import { unitOfWork } from "../procedure/unit-of-work.ts";
import { namesOf } from "./subjects.ts";
import { tell } from "./tell.ts";
import { detailOf } from "./words.ts";

type Found = { id: string; subject: string; reading: Reading; next: OpenAlert };

// Each changes a row only from the state it was seen in: of two processes one finds it so.

/** A rule is broken, and not yet for long. */
export async function startAlert(context: Context, rule: AlertRule, found: Found) {
  const { db } = context.services;
  const data = await rowOf(db.prisma, rule, found);
  const { count } = await db.prisma.alert.createMany({ data, skipDuplicates: true });
  return count > 0;
}

/** It has been broken for long enough: the team is told, unless the rule is muted. */
export async function fireAlert(context: Context, rule: AlertRule, found: Found) {
  return unitOfWork(context, "alerts.fired", async (ctx) => {
    ctx.about(found.id);
    const data = await rowOf(ctx.db, rule, found);
    const begun = await ctx.db.alert.createMany({ data, skipDuplicates: true });
    const { count } = await ctx.db.alert.updateMany({
      where: { id: found.id, ...(begun.count > 0 ? {} : { state: "pending" }) },
      data: { ...data, version: { increment: 1 }, toldAt: isMuted(rule, ctx.now) ? null : ctx.now },
    });
    if (count === 0) ctx.unchanged();
    else await tellUnlessMuted(ctx, rule, found.id);
    return count > 0;
  });
}

/** It goes on: its figures and since when it is calm are kept. */
export async function followAlert(context: Context, rule: AlertRule, found: Found) {
  const { db } = context.services;
  const { state, value, detail, calmSince } = await rowOf(db.prisma, rule, found);
  // What it was is worth more than that it is well again for a minute.
  const figures = found.reading.verdict === "calm" ? {} : { value, detail };
  const data = { calmSince, ...figures };
  const { count } = await db.prisma.alert.updateMany({ where: { id: found.id, state }, data });
  return count > 0;
}

/** It was muted when it fired, and goes on now that it is not: now the team hears of it. */
export async function tellLate(context: Context, rule: AlertRule, { id, state, toldAt }: Alert) {
  if (state !== "firing" || toldAt || isMuted(rule, context.services.clock.now())) return false;
  return unitOfWork(context, "alerts.told", async (ctx) => {
    ctx.about(id);
    const where = { id, state: "firing", toldAt: null };
    const { count } = await ctx.db.alert.updateMany({ where, data: { toldAt: ctx.now } });
    if (count === 0) ctx.unchanged();
    else await tellUnlessMuted(ctx, rule, id);
    return count > 0;
  });
}

/** It is over, which the team is told if it was told that it fires. */
export async function resolveAlert(context: Context, rule: AlertRule, { id }: Alert) {
  return unitOfWork(context, "alerts.resolved", async (ctx) => {
    ctx.about(id);
    const isOver = await endAlert(ctx, rule, id);
    if (!isOver) ctx.unchanged();
    return isOver;
  });
}

/** It was pending and came to nothing. */
export async function dropAlert({ services }: Context, { id }: Alert) {
  const { count } = await services.db.prisma.alert.deleteMany({ where: { id, state: "pending" } });
  return count > 0;
}

/** Ends what a rule has open, since it is switched off or removed: nobody judges it any more. */
export async function endAlerts(ctx: CommandContext, rule: AlertRule): Promise<void> {
  await ctx.db.alert.deleteMany({ where: { ruleId: rule.id, state: "pending" } });
  const firing = await ctx.db.alert.findMany({ where: { ruleId: rule.id, state: "firing" } });
  for (const { id } of firing) await endAlert(ctx, rule, id);
}

async function endAlert(ctx: CommandContext, rule: AlertRule, id: string): Promise<boolean> {
  const { count } = await ctx.db.alert.updateMany({
    where: { id, state: "firing" },
    data: { state: "resolved", resolvedAt: ctx.now, version: { increment: 1 } },
  });
  if (count === 0) return false;
  const alert = await ctx.db.alert.findUniqueOrThrow({ where: { id } });
  if (alert.toldAt) await tell(ctx, rule, alert, "resolve");
  return true;
}

async function tellUnlessMuted(ctx: CommandContext, rule: AlertRule, id: string): Promise<void> {
  const alert = await ctx.db.alert.findUniqueOrThrow({ where: { id } });
  if (alert.toldAt) await tell(ctx, rule, alert, "trigger");
}

function isMuted({ mutedUntil }: Pick<AlertRule, "mutedUntil">, now: Date): boolean {
  return mutedUntil !== null && mutedUntil > now;
}

async function rowOf(
  db: Pick<Tx, "apiKey" | "oauthClient" | "mapping">,
  rule: AlertRule,
  { id, subject, reading, next }: Found,
) {
  const nameOf = await namesOf(db, [subject]);
  const { state, pendingAt, firedAt, calmSince } = next;
  const figures = { value: reading.value, detail: detailOf(rule, nameOf(subject), reading) };
  return { id, ruleId: rule.id, subject, state, pendingAt, firedAt, calmSince, ...figures };
}

import { newId, systemPrincipal } from "@crossdock/core";
import type { Alert, AlertRule, Database } from "@crossdock/db";
import { latelyMs, type OpenAlert, type Step, settle } from "@crossdock/telemetry/alerts";
import type { Context } from "../procedure/context.ts";
import { learnBaselines } from "./baselines.ts";
import { baselinesNeeded, readAll } from "./readings.ts";
import {
  dropAlert,
  fireAlert,
  followAlert,
  resolveAlert,
  startAlert,
  tellLate,
} from "./transitions.ts";

/**
 * Judges every rule once and tells the team of what began and what is over. Of several processes one
 * does it; a minute that none did is not made up for, since the next sees the same and no more.
 * @param leastSeconds after the last time, so that jobs that waited don't do it one after the other
 * @returns the alerts that fire now; null where another process has just done it
 */
export async function evaluateAlerts(
  context: Context,
  leastSeconds: number,
): Promise<Alert[] | null> {
  const { services } = context;
  const { db, clock, live } = services;
  const now = clock.now();
  const watchingSince = await takeTurn(db, now, leastSeconds);
  if (!watchingSince) return null;
  const asJob = { ...context, principal: systemPrincipal("alerts") };
  const rules = await db.prisma.alertRule.findMany({
    where: { enabled: true, removedAt: null },
    orderBy: { id: "asc" },
  });
  await learnBaselines(db, baselinesNeeded(rules), now);
  const readings = await readAll(services, rules, { now, watchingSince });
  const known = await knownAlerts(db, now);
  let changes = 0;
  for (const [index, rule] of rules.entries()) {
    const own = known.filter(({ ruleId }) => ruleId === rule.id);
    const open = new Map(own.filter(isOpen).map((alert) => [alert.subject, alert]));
    const timing = (subject: string) => ({
      ...{ now, forMinutes: rule.forMinutes, watchingSince },
      firedLately: own.filter(
        (one) => one.subject === subject && one.state === "resolved" && one.firedAt,
      ).length,
    });
    for (const step of settle(readings[index] ?? new Map(), open, timing))
      if (await apply(asJob, rule, step)) changes += 1;
  }
  if (changes > 0) live.publish(["alerts", "alertRules"]);
  return db.prisma.alert.findMany({ where: { state: "firing" }, orderBy: { id: "desc" } });
}

/** Since when the rules are judged without a break; null where it is not our turn. */
async function takeTurn(
  { query }: Database,
  now: Date,
  leastSeconds: number,
): Promise<Date | null> {
  const [turn] = await query<{ watching_since: Date }>("alert-turn", takeIt, [now, leastSeconds]);
  return turn?.watching_since ?? null;
}

const takeIt = `
  INSERT INTO alert_clock AS known (id, evaluated_at, watching_since) VALUES (1, $1, $1)
  ON CONFLICT (id) DO UPDATE SET evaluated_at = $1, watching_since = CASE
    WHEN known.evaluated_at < $1::timestamptz - interval '3 minutes' THEN $1
    ELSE known.watching_since END
  WHERE known.evaluated_at <= $1::timestamptz - make_interval(secs => $2)
  RETURNING watching_since`;

type Open = Alert & OpenAlert;

function isOpen(alert: Alert): alert is Open {
  return alert.state !== "resolved";
}

function knownAlerts({ prisma }: Database, now: Date): Promise<Alert[]> {
  const lately = new Date(now.getTime() - latelyMs);
  return prisma.alert.findMany({
    where: { OR: [{ state: { not: "resolved" } }, { firedAt: { gte: lately } }] },
  });
}

async function apply(context: Context, rule: AlertRule, step: Step<Open>): Promise<boolean> {
  const { current, next } = step;
  if (!next) return false;
  if (next.state === "dropped") return current ? dropAlert(context, current) : false;
  if (next.state === "resolved") return current ? resolveAlert(context, rule, current) : false;
  const id = current?.id ?? newId("alt", context.services.clock.now());
  const found = { id, subject: step.subject, reading: step.reading, next };
  if (next.state === "firing" && current?.state !== "firing")
    return fireAlert(context, rule, found);
  if (!current) return startAlert(context, rule, found);
  const followed = await followAlert(context, rule, found);
  return (await tellLate(context, rule, current)) || followed;
}

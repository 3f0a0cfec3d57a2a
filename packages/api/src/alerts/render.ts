import { AppError } from "@crossdock/core";
import type { Alert as AlertRow, PrismaClient, AlertRule as RuleRow, Tx } from "@crossdock/db";
import type { z } from "zod";
import type { CommandContext } from "../procedure/context.ts";
import type { Alert, AlertRule } from "./schema.ts";
import { hrefOf, namesOf } from "./subjects.ts";
import { adviceOf } from "./words.ts";

type Db = PrismaClient | Tx;
type RenderedRule = z.input<typeof AlertRule>;
type RenderedAlert = z.input<typeof Alert>;

/** Rules with what has become of each. */
export async function renderRules(db: Db, rows: readonly RuleRow[]): Promise<RenderedRule[]> {
  const ruleId = { in: rows.map(({ id }) => id) };
  const nameOf = await namesOf(
    db,
    rows.map(({ principalId }) => principalId),
  );
  const open = await db.alert.findMany({ where: { ruleId, state: { not: "resolved" } } });
  const last = await db.alert.groupBy({
    by: ["ruleId"],
    where: { ruleId },
    _max: { firedAt: true },
  });
  return rows.map(({ removedAt, ...row }) => {
    const states = open.filter((alert) => alert.ruleId === row.id).map(({ state }) => state);
    const firedAt = last.find((one) => one.ruleId === row.id)?._max.firedAt;
    return {
      ...(row as typeof row & Pick<RenderedRule, "kind" | "severity" | "percentile">),
      principalName: row.principalId === "*" ? null : row.principalId && nameOf(row.principalId),
      mutedUntil: row.mutedUntil?.toISOString() ?? null,
      state: states.includes("firing") ? "firing" : states.length > 0 ? "pending" : "calm",
      lastFiredAt: firedAt?.toISOString() ?? null,
      createdAt: row.createdAt.toISOString(),
      updatedAt: row.updatedAt.toISOString(),
    };
  });
}

export async function renderRule(db: Db, row: RuleRow): Promise<RenderedRule> {
  const [rule] = await renderRules(db, [row]);
  if (!rule) throw new Error("a row is rendered as one");
  return rule;
}

export async function renderAlerts(
  db: Db,
  rows: readonly (AlertRow & { rule: RuleRow })[],
  now: Date,
): Promise<RenderedAlert[]> {
  const nameOf = await namesOf(
    db,
    rows.map(({ subject }) => subject),
  );
  const rendered = rows.map(({ rule, ...row }) => ({
    ...row,
    ruleName: rule.name,
    ...{ kind: rule.kind, severity: rule.severity, runbookUrl: rule.runbookUrl },
    subjectName: nameOf(row.subject),
    ruleNote: adviceOf(rule),
    mutedUntil: rule.mutedUntil?.toISOString() ?? null,
    href: hrefOf(rule, row, now),
    acknowledgedAt: row.acknowledgedAt?.toISOString() ?? null,
    pendingAt: row.pendingAt.toISOString(),
    firedAt: row.firedAt?.toISOString() ?? null,
    resolvedAt: row.resolvedAt?.toISOString() ?? null,
  }));
  // Kinds and states were checked when they were stored.
  return rendered as RenderedAlert[];
}

/** @throws AppError `not_found`, for one that was removed too */
export async function findRule(db: Pick<Db, "alertRule">, id: string): Promise<RuleRow> {
  const row = await db.alertRule.findFirst({ where: { id, removedAt: null } });
  if (!row) throw new AppError("not_found", { detail: `There is no rule ${id}.` });
  return row;
}

/** @throws AppError `not_found` */
export async function findAlert(db: Pick<Db, "alert">, id: string) {
  const row = await db.alert.findUnique({ where: { id }, include: { rule: true } });
  if (!row) throw new AppError("not_found", { detail: `There is no alert ${id}.` });
  return row;
}

/** The alert as it is now, for the answer of what changed it. */
export async function alertNow(ctx: CommandContext, id: string): Promise<RenderedAlert> {
  const [alert] = await renderAlerts(ctx.db, [await findAlert(ctx.db, id)], ctx.now);
  if (!alert) throw new Error("a row is rendered as one");
  return alert;
}

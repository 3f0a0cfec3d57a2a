import { AppError, invalidMember, newId } from "@crossdock/core";
import { z } from "zod";
import { readyChannels, routeOf } from "../notices/routes.ts";
import type { CommandContext } from "../procedure/context.ts";
import { Nothing } from "../procedure/fields.ts";
import { command, query } from "../procedure/procedure.ts";
import { router } from "../procedure/trpc.ts";
import { backTest } from "./back-test.ts";
import { watched } from "./readings.ts";
import { findRule, renderRule, renderRules } from "./render.ts";
import {
  AlertRule,
  AlertRuleList,
  alertRulesMax,
  BackTest,
  CreateAlertRule,
  GetAlertRule,
  mismatchOf,
  TestedAlertRule,
  UpdateAlertRule,
} from "./schema.ts";
import { tell } from "./tell.ts";
import { endAlerts } from "./transitions.ts";
import { languages } from "./words.ts";

export const alertRulesRouter = router({
  list: query("alerts:read")
    .meta({ summary: "List what the team is told of" })
    .input(Nothing)
    .output(AlertRuleList)
    .query(async ({ ctx }) => {
      const rows = await ctx.db.alertRule.findMany({
        where: { removedAt: null },
        orderBy: { id: "asc" },
      });
      return { data: await renderRules(ctx.db, rows) };
    }),

  get: query("alerts:read")
    .meta({ summary: "Get a rule" })
    .input(GetAlertRule)
    .output(AlertRule)
    .query(async ({ ctx, input: { id } }) => renderRule(ctx.db, await findRule(ctx.db, id))),

  create: command("alerts:write")
    .meta({ summary: "Make a rule" })
    .input(CreateAlertRule)
    .output(AlertRule)
    .mutation(async ({ ctx, input }) => {
      if ((await ctx.db.alertRule.count({ where: { removedAt: null } })) >= alertRulesMax) {
        const detail = `There are ${alertRulesMax} rules already: remove one.`;
        throw new AppError("conflict", { detail });
      }
      await refuseUnknown(ctx, input);
      const times = { createdAt: ctx.now, updatedAt: ctx.now };
      const row = await ctx.db.alertRule.create({
        data: { ...input, id: newId("alr", ctx.now), ...times },
      });
      return renderRule(ctx.db, row);
    }),

  update: command("alerts:write")
    .meta({ summary: "Change, mute or switch off a rule" })
    .input(UpdateAlertRule)
    .output(AlertRule)
    .mutation(async ({ ctx, input: { id, ...changes } }) => {
      const before = await findRule(ctx.db, id);
      const after = { ...watched(before), ...changes };
      const found = mismatchOf({
        operation: before.operation,
        principalId: before.principalId,
        ...after,
      });
      if (found) {
        const { path, message } = found;
        throw invalidMember({ pointer: `#/${path}`, code: "custom", detail: message });
      }
      await refuseUnknown(ctx, changes);
      const row = await ctx.db.alertRule.update({
        where: { id },
        data: { ...changes, updatedAt: ctx.now, version: { increment: 1 } },
      });
      if (!row.enabled) await endAlerts(ctx, row);
      return renderRule(ctx.db, row);
    }),

  remove: command("alerts:write")
    .meta({ summary: "Remove a rule" })
    .input(GetAlertRule)
    .output(z.void())
    .mutation(async ({ ctx, input: { id } }) => {
      ctx.about(id);
      const row = await findRule(ctx.db, id);
      await endAlerts(ctx, row);
      await ctx.db.alertRule.update({
        where: { id },
        data: { removedAt: ctx.now, enabled: false, version: { increment: 1 } },
      });
    }),

  test: command("alerts:write")
    .meta({ summary: "Send a test to where a rule tells", errors: ["conflict"] })
    .input(GetAlertRule)
    .output(TestedAlertRule)
    .mutation(async ({ ctx, input: { id } }) => {
      ctx.about(id);
      const rule = await findRule(ctx.db, id);
      const route = await routeOf(ctx.db, "alert");
      const ready = ["mail" as const, ...(await readyChannels(ctx.services))];
      const channels = ready.filter((channel) => rule[channel] && route[channel]);
      if (channels.length === 0) {
        const detail = "It tells nobody: choose a channel that is set up, here and under Notices.";
        throw new AppError("conflict", { detail });
      }
      await tell(ctx, rule, testAlert(ctx, id), "test");
      return { channels };
    }),

  backTest: query("alerts:read")
    .meta({ summary: "See when a rule would have fired in the last seven days" })
    .input(CreateAlertRule)
    .output(BackTest)
    .query(({ ctx, input }) => backTest(ctx, input)),
});

/** Refuses an operation or a client that there is not: the rule would never say anything. */
async function refuseUnknown(
  { db, services }: CommandContext,
  { operation, principalId }: { operation?: string | null; principalId?: string | null },
): Promise<void> {
  const known = services.publicApi.versions.flatMap(({ operations }) => operations);
  if (operation && !known.some(({ name }) => name === operation)) {
    const detail = `There is no operation ${operation}.`;
    throw invalidMember({ pointer: "#/operation", code: "unknown", detail });
  }
  if (!principalId || principalId === "*") return;
  const where = { id: principalId };
  const found = (await db.apiKey.count({ where })) + (await db.oauthClient.count({ where }));
  if (found > 0) return;
  const detail = `There is no key or client ${principalId}.`;
  throw invalidMember({ pointer: "#/principalId", code: "unknown", detail });
}

function testAlert({ now }: CommandContext, ruleId: string) {
  return {
    ...{ id: newId("alt", now), ruleId, subject: "", state: "firing", value: 0, version: 1 },
    detail: languages.en.test,
    ...{ note: null, acknowledgedBy: null, acknowledgedAt: null, pendingAt: now, firedAt: now },
    ...{ calmSince: null, resolvedAt: null, toldAt: now },
  };
}

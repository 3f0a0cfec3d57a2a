import { AppError, toPage } from "@crossdock/core";
import type { Prisma } from "@crossdock/db";
import { newestFirst, startingAfter } from "../procedure/paging.ts";
import { command, query } from "../procedure/procedure.ts";
import { router } from "../procedure/trpc.ts";
import { alertNow, findAlert, renderAlerts } from "./render.ts";
import {
  AcknowledgeAlert,
  Alert,
  AlertPage,
  GetAlert,
  ListAlerts,
  MuteAlert,
  NoteAlert,
} from "./schema.ts";
import { tell } from "./tell.ts";

export const alertsRouter = router({
  list: query("alerts:read")
    .meta({ summary: "List alerts, newest first" })
    .input(ListAlerts)
    .output(AlertPage)
    .query(async ({ ctx, input: { limit, cursor, state, ruleId } }) => {
      const rows = await ctx.db.alert.findMany({
        where: { ...whereOf(state), ruleId, ...startingAfter(cursor) },
        include: { rule: true },
        ...newestFirst(limit),
      });
      const { data, ...page } = toPage(rows, limit, (row) => row);
      return { ...page, data: await renderAlerts(ctx.db, data, ctx.now) };
    }),

  get: query("alerts:read")
    .meta({ summary: "Get an alert" })
    .input(GetAlert)
    .output(Alert)
    .query(async ({ ctx, input: { id } }) => {
      const [alert] = await renderAlerts(ctx.db, [await findAlert(ctx.db, id)], ctx.now);
      if (!alert) throw new Error("a row is rendered as one");
      return alert;
    }),

  acknowledge: command("alerts:write")
    .meta({ summary: "Take an alert up, so that others know", errors: ["transition_invalid"] })
    .input(AcknowledgeAlert)
    .output(Alert)
    .mutation(async ({ ctx, input: { id } }) => {
      const { rule, ...alert } = await findAlert(ctx.db, id);
      const { count } = await ctx.db.alert.updateMany({
        where: { id, state: { not: "resolved" }, acknowledgedAt: null },
        data: {
          ...{ acknowledgedBy: ctx.principal.name, acknowledgedAt: ctx.now },
          version: { increment: 1 },
        },
      });
      if (count === 0) {
        const detail = alert.resolvedAt
          ? "It is over."
          : `${alert.acknowledgedBy} has taken it up.`;
        throw new AppError("transition_invalid", { detail });
      }
      if (alert.toldAt) await tell(ctx, rule, alert, "acknowledge");
      return alertNow(ctx, id);
    }),

  note: command("alerts:write")
    .meta({ summary: "Write down what is known of an alert" })
    .input(NoteAlert)
    .output(Alert)
    .mutation(async ({ ctx, input: { id, note } }) => {
      await findAlert(ctx.db, id);
      const data = { note: note || null, version: { increment: 1 } };
      await ctx.db.alert.update({ where: { id }, data });
      return alertNow(ctx, id);
    }),

  mute: command("alerts:write")
    .meta({ summary: "Mute an alert's rule for a while" })
    .input(MuteAlert)
    .output(Alert)
    .mutation(async ({ ctx, input: { id, until } }) => {
      const { ruleId } = await findAlert(ctx.db, id);
      await ctx.db.alertRule.update({
        where: { id: ruleId },
        data: { mutedUntil: until, updatedAt: ctx.now, version: { increment: 1 } },
      });
      return alertNow(ctx, id);
    }),
});

function whereOf(state: string | undefined): Prisma.AlertWhereInput {
  return state === "open" ? { state: { not: "resolved" } } : { state };
}

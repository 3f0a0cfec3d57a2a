import { newId } from "@crossdock/core";
import { notifyTeam } from "../notifications/notify-team.ts";
import type { Context } from "../procedure/context.ts";
import { unitOfWork } from "../procedure/unit-of-work.ts";

/** Asks a third party whether the settings work, outside of any transaction, and keeps what it said. */
export async function checkConnector(context: Context, id: string) {
  const { services } = context;
  const connector = await services.connectors.get(id);
  const start = performance.now();
  const { ok, detail } = (await connector?.check()) ?? { ok: false, detail: "There is none." };
  const durationMs = Math.round(performance.now() - start);
  return unitOfWork({ ...context, idempotency: undefined }, "connectors.checked", async (ctx) => {
    ctx.about(id);
    const where = { connector: id };
    const before = await ctx.db.connectorCheck.findFirst({ where, orderBy: { id: "desc" } });
    const row = await ctx.db.connectorCheck.create({
      data: {
        ...{ id: newId("chk", ctx.now), connector: id, ok, detail: detail.slice(0, 1000) },
        ...{ durationMs, createdAt: ctx.now },
      },
    });
    // A person who tries settings sees the answer; what broke by itself the team has to hear.
    if (!ok && before?.ok && context.transport === "job") {
      await notifyTeam(ctx, {
        kind: "connector",
        key: `connector fails ${row.id}`,
        subject: `${connector?.name ?? id} does not work any more`,
        paragraphs: [`It was asked whether the settings still work, and said: ${row.detail}`],
        href: `/connectors/${id}`,
      });
    }
    return { id, ok, detail: row.detail, at: row.createdAt.toISOString() };
  });
}

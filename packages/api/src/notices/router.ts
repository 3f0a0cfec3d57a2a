import { AppError } from "@crossdock/core";
import { z } from "zod";
import { Nothing } from "../procedure/fields.ts";
import { command, query } from "../procedure/procedure.ts";
import { router } from "../procedure/trpc.ts";
import { queueNotice } from "./deliver.ts";
import { noticeChannels, noticeKinds } from "./kinds.ts";
import { readyChannels, routeOf } from "./routes.ts";
import { NoticeSettings, SetNoticeRoute, TestNotice } from "./schema.ts";

export const noticesRouter = router({
  settings: query("notifications:read")
    .meta({ summary: "See where the team is told of what" })
    .input(Nothing)
    .output(NoticeSettings)
    .query(async ({ ctx }) => {
      const routes = noticeKinds.map(async (kind) => ({ kind, ...(await routeOf(ctx.db, kind)) }));
      const ready = await readyChannels(ctx.services);
      const { definitions } = ctx.services.connectors;
      const channels = noticeChannels.map((id) => ({
        ...{ id, ready: ready.includes(id) },
        name: definitions.find((one) => one.id === id)?.name ?? id,
      }));
      return { routes: await Promise.all(routes), channels };
    }),

  set: command("notifications:write")
    .meta({ summary: "Say where the team is told of a kind of thing" })
    .input(SetNoticeRoute)
    .output(z.void())
    .mutation(async ({ ctx, input: { kind, ...route } }) => {
      ctx.about(kind);
      const data = { ...route, updatedAt: ctx.now };
      await ctx.db.noticeRoute.upsert({
        where: { kind },
        create: { kind, ...data },
        update: data,
      });
    }),

  test: command("notifications:write")
    .meta({ summary: "Send a test to a channel" })
    .input(TestNotice)
    .output(z.void())
    .mutation(async ({ ctx, input: { channel } }) => {
      ctx.about(channel);
      if (!(await readyChannels(ctx.services)).includes(channel)) {
        throw new AppError("connector_not_configured", {
          detail: `Set ${channel} up on the page Connectors first.`,
        });
      }
      await queueNotice(ctx, channel, {
        ...{ key: ctx.requestId, kind: "test", subject: "A test from your dashboard" },
        paragraphs: ["Notices to the team arrive here."],
        url: `${ctx.services.appUrl}/emails/notices`,
      });
    }),
});

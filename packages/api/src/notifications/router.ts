import { AppError, toPage } from "@crossdock/core";
import type { Prisma } from "@crossdock/db";
import { newestFirst, startingAfter } from "../procedure/paging.ts";
import { query } from "../procedure/procedure.ts";
import { router } from "../procedure/trpc.ts";
import {
  GetNotification,
  ListNotifications,
  NotificationPage,
  NotificationWithText,
} from "./schema.ts";

export const notificationsRouter = router({
  list: query("notifications:read")
    .meta({ summary: "List e-mails" })
    .input(ListNotifications)
    .output(NotificationPage)
    .query(async ({ ctx, input: { limit, cursor, ...filter } }) => {
      const rows = await ctx.db.notification.findMany({
        where: { ...filter, ...startingAfter(cursor) },
        ...newestFirst(limit),
      });
      return toPage(rows, limit, toNotification);
    }),

  get: query("notifications:read")
    .meta({ summary: "Get an e-mail with its text" })
    .input(GetNotification)
    .output(NotificationWithText)
    .query(async ({ ctx, input: { id } }) => {
      const row = await ctx.db.notification.findUnique({ where: { id } });
      if (!row) throw new AppError("not_found", { detail: `There is no e-mail ${id}.` });
      return toNotification(row);
    }),
});

function toNotification(row: Prisma.NotificationGetPayload<object>) {
  return {
    ...row,
    sentAt: row.sentAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}

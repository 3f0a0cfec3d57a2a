import { AppError, toPage } from "@crossdock/core";
import type { Prisma } from "@crossdock/db";
import { z } from "zod";
import { newestFirst, startingAfter } from "../procedure/paging.ts";
import { query } from "../procedure/procedure.ts";
import { router } from "../procedure/trpc.ts";
import { GetInboxEvent, InboxEventPage, InboxEventWithBody, ListInbox } from "./schema.ts";

export const inboxRouter = router({
  list: query("connectors:read")
    .meta({ summary: "List inbound events" })
    .input(ListInbox)
    .output(InboxEventPage)
    .query(async ({ ctx, input: { limit, cursor, ...filter } }) => {
      const rows = await ctx.db.inboxEvent.findMany({
        where: { ...filter, ...startingAfter(cursor) },
        omit: { body: true },
        ...newestFirst(limit),
      });
      return toPage(rows, limit, toInboxEvent);
    }),

  get: query("connectors:read")
    .meta({ summary: "Get an inbound event with its body" })
    .input(GetInboxEvent)
    .output(InboxEventWithBody)
    .query(async ({ ctx, input: { id } }) => {
      const row = await ctx.db.inboxEvent.findUnique({ where: { id } });
      if (!row) throw new AppError("not_found", { detail: `There is no inbound event ${id}.` });
      const body = row.body.length === 0 ? null : Buffer.from(row.body).toString("utf8");
      return { ...toInboxEvent(row), headers: Headers.parse(row.headers), body };
    }),
});

const Headers = z.record(z.string(), z.string());

function toInboxEvent(row: Prisma.InboxEventGetPayload<{ omit: { body: true } }>) {
  return {
    ...row,
    account: row.account || null,
    receivedAt: row.receivedAt.toISOString(),
    processedAt: row.processedAt?.toISOString() ?? null,
  };
}

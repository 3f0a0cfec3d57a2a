import { toPage } from "@crossdock/core";
import { newestFirst, startingAfter } from "../procedure/paging.ts";
import { query } from "../procedure/procedure.ts";
import { ownRows } from "../procedure/scoping.ts";
import { router } from "../procedure/trpc.ts";
import { type Event, EventPage, ListEvents } from "./schema.ts";

export const eventsRouter = router({
  list: query("events:read")
    .meta({
      rest: "GET /events",
      mcp: true,
      summary: "List events",
      description: "What happened to your orders, customers and inquiries, newest first.",
    })
    .input(ListEvents)
    .output(EventPage)
    .query(async ({ ctx, input: { limit, cursor, type, objectId } }) => {
      const rows = await ctx.db.event.findMany({
        where: {
          type,
          objectId,
          ...ownRows(ctx.principal, "event"),
          ...startingAfter(cursor),
        },
        ...newestFirst(limit),
      });
      return toPage(rows, limit, ({ id, type, createdAt, object }) => ({
        id,
        type: type as Event["type"],
        createdAt: createdAt.toISOString(),
        data: { object: object as Record<string, unknown> },
      }));
    }),
});

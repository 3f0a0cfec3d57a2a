import { AppError, toPage } from "@crossdock/core";
import { newestFirst, startingAfter } from "../procedure/paging.ts";
import { query } from "../procedure/procedure.ts";
import { ownRows } from "../procedure/scoping.ts";
import { router } from "../procedure/trpc.ts";
import { toDispute } from "./render.ts";
import { Dispute, DisputePage, GetDispute, ListDisputes } from "./schema.ts";

export const disputesRouter = router({
  list: query("payments:read")
    .meta({ rest: "GET /disputes", summary: "List disputes", mcp: true })
    .input(ListDisputes)
    .output(DisputePage)
    .query(async ({ ctx, input: { limit, cursor, ...filter } }) => {
      const rows = await ctx.db.dispute.findMany({
        where: { ...filter, ...ownRows(ctx.principal, "dispute"), ...startingAfter(cursor) },
        ...newestFirst(limit),
      });
      return toPage(rows, limit, toDispute);
    }),

  get: query("payments:read")
    .meta({ rest: "GET /disputes/{id}", summary: "Get a dispute", mcp: true })
    .input(GetDispute)
    .output(Dispute)
    .query(async ({ ctx, input: { id } }) => {
      const row = await ctx.db.dispute.findUnique({
        where: { id, ...ownRows(ctx.principal, "dispute") },
      });
      if (!row) throw new AppError("not_found", { detail: `There is no dispute ${id}.` });
      return toDispute(row);
    }),
});

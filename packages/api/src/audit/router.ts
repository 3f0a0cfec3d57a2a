import { toPage } from "@crossdock/core";
import { newestFirst, startingAfter } from "../procedure/paging.ts";
import { query } from "../procedure/procedure.ts";
import { router } from "../procedure/trpc.ts";
import { toAuditEntry } from "./render.ts";
import { AuditPage, ListAudit } from "./schema.ts";

export const auditRouter = router({
  list: query("audit:read")
    .meta({ summary: "List who did what" })
    .input(ListAudit)
    .output(AuditPage)
    .query(async ({ ctx, input: { limit, cursor, ...filter } }) => {
      const rows = await ctx.db.auditEntry.findMany({
        where: { ...filter, ...startingAfter(cursor) },
        ...newestFirst(limit),
      });
      return toPage(rows, limit, toAuditEntry);
    }),
});

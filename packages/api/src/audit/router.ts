import { decodeCursor, toPage } from "@crossdock/core";
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
        where: { ...filter, ...(cursor ? { id: { lt: decodeCursor(cursor) } } : {}) },
        orderBy: { id: "desc" },
        take: limit + 1,
      });
      return toPage(rows, limit, toAuditEntry);
    }),
});

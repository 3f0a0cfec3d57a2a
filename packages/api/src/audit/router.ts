import { toPage } from "@crossdock/core";
import { newestFirst, startingAfter } from "../procedure/paging.ts";
import { query } from "../procedure/procedure.ts";
import { router } from "../procedure/trpc.ts";
import { countWaiting, readHead } from "./chain-audit.ts";
import { matching } from "./filter.ts";
import { toAuditEntry } from "./render.ts";
import { AuditChain, AuditExport, AuditPage, ExportAudit, ListAudit, ReadChain } from "./schema.ts";

export const auditRouter = router({
  list: query("audit:read")
    .meta({ summary: "List who did what" })
    .input(ListAudit)
    .output(AuditPage)
    .query(async ({ ctx, input: { limit, cursor, ...filter } }) => {
      const where = { AND: [matching(filter), startingAfter(cursor)] };
      const rows = await ctx.db.auditEntry.findMany({ where, ...newestFirst(limit) });
      return toPage(rows, limit, toAuditEntry);
    }),

  export: query("audit:read")
    .meta({ summary: "List who did what, a thousand entries a page" })
    .input(ExportAudit)
    .output(AuditExport)
    .query(async ({ ctx, input: { cursor, ...filter } }) => {
      const where = { AND: [matching(filter), startingAfter(cursor)] };
      const rows = await ctx.db.auditEntry.findMany({ where, ...newestFirst(1000) });
      return toPage(rows, 1000, toAuditEntry);
    }),

  chain: query("audit:read")
    .meta({ summary: "Tell how far the audit log is sealed" })
    .input(ReadChain)
    .output(AuditChain)
    .query(async ({ ctx }) => {
      const head = await readHead(ctx.db);
      return {
        head: head && { seq: head.seq, hash: head.hash, sealedAt: head.createdAt.toISOString() },
        waiting: await countWaiting(ctx.services),
      };
    }),
});

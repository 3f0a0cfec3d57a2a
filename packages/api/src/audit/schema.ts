import { idPattern, Page, pageQuery, Timestamp } from "@crossdock/core";
import { z } from "zod";

export const AuditEntry = z.object({
  id: z.string().regex(idPattern("aud")),
  action: z.string().max(100),
  targetId: z.string().max(100).nullable(),
  transport: z.string().max(20),
  requestId: z.string().max(200),
  actor: z.object({ kind: z.string().max(20), id: z.string().max(100), name: z.string().max(200) }),
  createdAt: Timestamp,
});

export const AuditPage = Page(AuditEntry);

const filters = {
  q: z
    .string()
    .trim()
    .max(100)
    .optional()
    .describe("A part of the action, of who did it, of what it is about or of the request's id"),
  targetId: z.string().max(100).optional(),
  actorId: z.string().max(100).optional(),
  action: z.string().max(100).optional(),
  transport: z.string().max(20).optional(),
  from: z.iso.date().optional().describe("The first day, in UTC"),
  to: z.iso.date().optional().describe("The last day, in UTC"),
};

export const AuditFilter = z.object(filters);
export type AuditFilter = z.output<typeof AuditFilter>;

export const ListAudit = z.strictObject({ ...pageQuery, ...filters });

/** The list in larger pages, for a file. */
export const ExportAudit = z.strictObject({ cursor: pageQuery.cursor, ...filters });

export const AuditExport = z.object({
  ...AuditPage.shape,
  data: z.array(AuditEntry).max(1000),
});

export const ReadChain = z.strictObject({});

/** How far the log is sealed: the last batch, and how many entries wait for the next, up to 1,000. */
export const AuditChain = z.object({
  head: z.object({ seq: z.int(), hash: z.string(), sealedAt: Timestamp }).nullable(),
  waiting: z.int(),
});

export const AuditTrail = z.object({ data: z.array(AuditEntry).max(200) });

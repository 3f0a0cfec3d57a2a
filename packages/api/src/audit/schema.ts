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

export const ListAudit = z.strictObject({
  ...pageQuery,
  targetId: z.string().max(100).optional(),
  actorId: z.string().max(100).optional(),
  action: z.string().max(100).optional(),
  transport: z.string().max(20).optional(),
});

export const AuditTrail = z.object({ data: z.array(AuditEntry).max(200) });

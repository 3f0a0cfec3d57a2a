import type { Prisma } from "@crossdock/db";

export function toAuditEntry(row: Prisma.AuditEntryGetPayload<object>) {
  return {
    id: row.id,
    action: row.action,
    targetId: row.targetId,
    transport: row.transport,
    requestId: row.requestId,
    actor: { kind: row.actorKind, id: row.actorId, name: row.actorName },
    createdAt: row.createdAt.toISOString(),
  };
}

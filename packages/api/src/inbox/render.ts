import type { Prisma } from "@crossdock/db";

export function toInboxEvent(row: Prisma.InboxEventGetPayload<{ omit: { body: true } }>) {
  return {
    ...row,
    account: row.account || null,
    receivedAt: row.receivedAt.toISOString(),
    processedAt: row.processedAt?.toISOString() ?? null,
  };
}

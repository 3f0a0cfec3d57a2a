import type { Prisma } from "@crossdock/db";
import type { Dispute } from "./schema.ts";

export type DisputeRow = Prisma.DisputeGetPayload<object>;

/** A dispute as every transport shows it. */
export function toDispute(row: DisputeRow): Dispute {
  return {
    id: row.id,
    orderId: row.orderId,
    paymentId: row.paymentId,
    amount: { amount: Number(row.amount), currency: row.currency },
    reason: row.reason,
    status: row.status,
    refundable: row.refundable,
    evidenceDueAt: row.evidenceDueAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

import type { Prisma } from "@crossdock/db";
import type { Refund } from "./schema.ts";

export const refundParts = {
  lines: { orderBy: { orderItemId: "asc" } },
} satisfies Prisma.RefundInclude;

export type RefundRow = Prisma.RefundGetPayload<{ include: typeof refundParts }>;

/** A refund as every transport shows it. */
export function toRefund(row: RefundRow): Refund {
  const money = (amount: bigint) => ({ amount: Number(amount), currency: row.currency });
  return {
    id: row.id,
    orderId: row.orderId,
    paymentId: row.paymentId,
    amount: money(row.amount),
    status: row.status,
    source: row.source === "own" ? "own" : "external",
    reason: row.reason,
    failureReason: row.failureReason,
    lines: row.lines.map(({ orderItemId, quantity, amount, restock }) => ({
      lineId: orderItemId,
      quantity,
      amount: money(amount),
      restock,
    })),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

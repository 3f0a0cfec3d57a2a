import type { Prisma } from "@crossdock/db";

/** An inquiry as every transport shows it. */
export function toInquiry(row: Prisma.InquiryGetPayload<object>) {
  return {
    ...row,
    answeredAt: row.answeredAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

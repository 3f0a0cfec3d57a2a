import type { Prisma } from "@crossdock/db";
import type { CommandContext } from "../procedure/context.ts";
import type { DisputeRow } from "./render.ts";

/** Disputes that nobody has decided yet: the buyer and the shop still talk, or the bank looks at it. */
export const undecided = {
  status: { in: ["inquiry", "needs_response", "under_review"] },
} satisfies Prisma.DisputeWhereInput;

/** The dispute for which nothing of a payment may be given back: its bank pays the buyer, or decides whether. */
export function blockingDispute(
  ctx: CommandContext,
  paymentId: string,
): Promise<DisputeRow | null> {
  return ctx.db.dispute.findFirst({ where: { paymentId, refundable: false } });
}

import type { CommandContext } from "../procedure/context.ts";
import type { DisputeRow } from "./render.ts";

/** The dispute for which nothing of a payment may be given back: its bank pays the buyer, or decides whether. */
export function blockingDispute(
  ctx: CommandContext,
  paymentId: string,
): Promise<DisputeRow | null> {
  return ctx.db.dispute.findFirst({ where: { paymentId, refundable: false } });
}

import { timingSafeEqual } from "node:crypto";
import type { Context } from "../procedure/context.ts";
import { returnToken } from "./return-address.ts";
import { syncPayment, syncPaymentJob } from "./sync.ts";

/**
 * Where the buyer goes on to: the address that came with the order, and no other, so that this is no
 * open redirect. Null where the token is none of ours: nobody else can make us ask a provider.
 */
export async function returnFromProvider(
  context: Context,
  { paymentId, token }: { paymentId: string; token: string },
): Promise<string | null> {
  if (!isSame(token, await returnToken(context, paymentId))) return null;
  const { db, jobs, appUrl, pauses } = context.services;
  const payment = await db.prisma.payment.findUnique({ where: { id: paymentId } });
  if (!payment) return null;
  const later = () => jobs.enqueue(syncPaymentJob, { paymentId });
  // The buyer does not wait for a provider that is slow to tell: the job does.
  if (pauses.of("writes")) await later();
  else await syncPayment(context, paymentId).catch(later);
  return payment.returnUrl ?? `${appUrl}/thanks`;
}

// In constant time, so that a forger learns nothing from how long it takes.
function isSame(token: string, expected: string): boolean {
  const [left, right] = [Buffer.from(token), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}

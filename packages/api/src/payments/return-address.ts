import { createHmac } from "node:crypto";
import type { Context } from "../procedure/context.ts";

/**
 * Where a provider sends the buyer back to: ours, so that we ask how the payment stands before the
 * buyer's next page does.
 */
export async function returnAddress(context: Context, paymentId: string): Promise<string> {
  const token = await returnToken(context, paymentId);
  return `${context.services.appUrl}/payments/return/${paymentId}?proof=${token}`;
}

/** What proves that an address is one of ours. */
export async function returnToken({ services }: Context, paymentId: string): Promise<string> {
  const key = await services.identity.keyring.named("payment return");
  return createHmac("sha256", key).update(paymentId).digest("base64url");
}

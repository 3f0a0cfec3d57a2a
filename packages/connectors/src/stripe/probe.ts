import { ConnectorError } from "../connector-error.ts";
import type { Probe } from "../contract.ts";
import { callStripe, type StripeAccess } from "./client.ts";

/** Whether Stripe still answers as we know it, by calls that change nothing. */
export async function probeStripe(access: () => StripeAccess): Promise<Probe[]> {
  const what = "a payment that is not there is told as missing";
  try {
    await callStripe(access(), deadlineMs, (stripe) => stripe.paymentIntents.retrieve(missing));
    return [{ what, ok: false, detail: "Stripe answered as if it were there." }];
  } catch (error) {
    const ok = error instanceof ConnectorError && error.code === "resource_missing";
    return [{ what, ok, detail: error instanceof Error ? error.message : String(error) }];
  }
}

const missing = "pi_crossdockprobe";
const deadlineMs = 10_000;

import { z } from "zod";
import type { Probe } from "../contract.ts";
import { healthBy } from "../health.ts";
import type { PaypalClient } from "./client.ts";

/** Whether PayPal still answers as we know it, by calls that change nothing. */
export async function probePaypal(client: PaypalClient): Promise<Probe[]> {
  const health = await healthBy(async () => {
    const path = "/v2/checkout/orders/CROSSDOCKPROBE000";
    const call = { method: "GET", path, status: 404, answer: NotFound } as const;
    return (await client.call({ ...call, deadlineMs: 10_000 })).message;
  });
  return [{ what: "an order that is not there is told as missing", ...health }];
}

/** developer.paypal.com/api/rest/responses, with the issue that Orders v2 names for it. */
const NotFound = z.object({
  name: z.literal("RESOURCE_NOT_FOUND"),
  message: z.string().min(1),
  debug_id: z.string().min(1),
  details: z.array(z.object({ issue: z.string().min(1) })).min(1),
});

import { createHmac, randomUUID } from "node:crypto";
import type { Request } from "autocannon";

export const secret = "whsec_of_the_benchmark";

/** A delivery as Stripe signs it, of an event about a kilobyte long; of this id, or a new one. */
export function delivery(id = `evt_${randomUUID()}`): Request & { body: string } {
  const at = Math.floor(Date.now() / 1000);
  const object = { id: "cus_1", object: "customer", description: "x".repeat(800) };
  const body = JSON.stringify({
    ...{ id, object: "event", type: "customer.updated", created: at, data: { object } },
  });
  const signature = createHmac("sha256", secret).update(`${at}.${body}`).digest("hex");
  const headers = {
    "content-type": "application/json",
    "stripe-signature": `t=${at},v1=${signature}`,
  };
  return { method: "POST", path: "/stripe", headers, body };
}

import type { InboundEvent } from "../contract.ts";
import { callStripe, type StripeAccess } from "./client.ts";
import { toEvent } from "./event.ts";

/**
 * The events since then that some endpoint of ours has not taken, oldest first. Stripe keeps them for
 * 30 days (docs.stripe.com/webhooks/process-undelivered-events). `deadlineMs` is for the whole list.
 * @throws ConnectorError
 */
export async function* listStripeEvents(
  access: StripeAccess,
  { since, deadlineMs }: { since: Date; deadlineMs: number },
): AsyncGenerator<InboundEvent & { body: Buffer }> {
  const created = { gte: Math.floor(since.getTime() / 1000) };
  const found = await callStripe(access, deadlineMs, async (stripe) => {
    const events: object[] = [];
    const list = stripe.events.list({ created, delivery_success: false, limit: pageSize });
    for await (const event of list) events.push(event);
    return events;
  });
  // The newest come first.
  for (const payload of found.reverse()) {
    const event = toEvent(payload, since);
    if (event) yield { ...event, body: Buffer.from(JSON.stringify(payload)) };
  }
}

// A page must fit into what we take of one answer.
const pageSize = 20;

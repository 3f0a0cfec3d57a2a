import type { InboundEvent } from "../contract.ts";
import { callStripe, type StripeAccess } from "./client.ts";
import { toEvent } from "./event.ts";
import { stripeEventTypes } from "./snapshot.ts";

type Listed = InboundEvent & { body: Buffer };
type Input = { since: Date; deadlineMs: number };

/**
 * The events since then: first those that some endpoint of ours has not taken, then all of the types
 * that say something of a payment, each part oldest first, so that some come twice. An event that no
 * endpoint was registered for counts as delivered at Stripe, and is in the second part alone. Stripe
 * keeps them for 30 days (docs.stripe.com/webhooks/process-undelivered-events). `deadlineMs` is for each
 * list.
 * @throws ConnectorError
 */
export async function* listStripeEvents(
  access: StripeAccess,
  input: Input,
): AsyncGenerator<Listed> {
  yield* listed(access, input, { delivery_success: false });
  for (let from = 0; from < stripeEventTypes.length; from += typesMax) {
    yield* listed(access, input, { types: stripeEventTypes.slice(from, from + typesMax) }, widest);
  }
}

// A page must fit into what we take of one answer.
const pageSize = 20;
// As many as Stripe takes in one question.
const typesMax = 20;
// A busy shop's delivered events would take longer than the deadline. What is older than these is
// found when the payments themselves are asked for.
const widest = 2000;

async function* listed(
  access: StripeAccess,
  { since, deadlineMs }: Input,
  filter: { delivery_success?: boolean; types?: string[] },
  eventsMax = Number.POSITIVE_INFINITY,
): AsyncGenerator<Listed> {
  const created = { gte: Math.floor(since.getTime() / 1000) };
  const found = await callStripe(access, deadlineMs, async (stripe) => {
    const events: object[] = [];
    for await (const event of stripe.events.list({ created, ...filter, limit: pageSize })) {
      events.push(event);
      if (events.length >= eventsMax) break;
    }
    return events;
  });
  // The newest come first.
  for (const payload of found.reverse()) {
    const event = toEvent(payload, since);
    if (event) yield { ...event, body: Buffer.from(JSON.stringify(payload)) };
  }
}

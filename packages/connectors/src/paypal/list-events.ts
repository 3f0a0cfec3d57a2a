import { z } from "zod";
import { ConnectorError } from "../connector-error.ts";
import type { InboundEvent } from "../contract.ts";
import type { PaypalClient } from "./client.ts";
import { toEvent } from "./event.ts";

/**
 * The events of our webhooks since then, whether or not they reached us, oldest first. PayPal keeps them
 * for about thirty days (developer.paypal.com/docs/api/webhooks/v1, "List event notifications").
 * `deadlineMs` is for the whole list.
 * @throws ConnectorError
 */
export async function* listPaypalEvents(
  client: PaypalClient,
  { since, deadlineMs }: { since: Date; deadlineMs: number },
): AsyncGenerator<InboundEvent & { body: Buffer }> {
  const end = performance.now() + deadlineMs;
  const events: unknown[] = [];
  const query = new URLSearchParams({ start_time: since.toISOString(), page_size: "100" });
  let path: string | null = `/v1/notifications/webhooks-events?${query}`;
  for (let page = 0; path !== null; page += 1) {
    // More than a hundred thousand is a list that goes round in a circle.
    if (page === pagesMax) throw new ConnectorError("paypal", "unavailable", "Too many events.");
    const left = Math.max(1, Math.ceil(end - performance.now()));
    const found: z.infer<typeof EventPage> = await client.call({
      ...{ method: "GET", path, answer: EventPage, deadlineMs: left },
    });
    events.push(...found.events);
    path = nextOf(found.links);
  }
  // The newest come first.
  for (const payload of events.reverse()) {
    const event = toEvent(payload, since);
    if (event) yield { ...event, body: Buffer.from(JSON.stringify(payload)) };
  }
}

const pagesMax = 1000;

const EventPage = z.object({
  events: z.array(z.unknown()).default([]),
  links: z.array(z.object({ href: z.string(), rel: z.string() })).default([]),
});

// Only path and query: the link's host must not decide who is told our token.
function nextOf(links: z.infer<typeof EventPage>["links"]): string | null {
  const next = links.find(({ rel }) => rel === "next");
  const url = next && URL.parse(next.href);
  return url ? `${url.pathname}${url.search}` : null;
}

import { invalidRequest } from "./failure.ts";
import type { Merchant } from "./merchant.ts";

/** Newest first, of the last thirty days (developer.paypal.com/docs/api/webhooks/v1/#webhooks-events_list). */
export function listEvents(merchant: Merchant, query: URLSearchParams): object {
  const size = Number(query.get("page_size") ?? 10);
  if (!Number.isInteger(size) || size < 1 || size > 300) {
    throw invalidRequest({
      ...{ issue: "INVALID_PARAMETER_VALUE", field: "page_size" },
      description: "page_size must be between 1 and 300.",
    });
  }
  const thirtyDays = 30 * 24 * 3600_000;
  const oldest = merchant.world.now().getTime() - thirtyDays;
  const from = Math.max(oldest, timeOf(query, "start_time") ?? oldest);
  const to = timeOf(query, "end_time") ?? Number.POSITIVE_INFINITY;
  const type = query.get("event_type");
  const matching = [...merchant.events].reverse().filter((event) => {
    const at = Date.parse(event.create_time);
    // Times have seconds alone: the second in which it begins belongs to it.
    return at >= from - 1000 && at <= to && (type === null || event.event_type === type);
  });
  const start = Number(query.get("start_index") ?? 0);
  const events = matching.slice(start, start + size);
  const next = new URLSearchParams(query);
  next.set("start_index", String(start + size));
  const links =
    start + size < matching.length
      ? [merchant.link("GET", "next", `/v1/notifications/webhooks-events?${next}`)]
      : [];
  return { events, count: events.length, links };
}

function timeOf(query: URLSearchParams, field: string): number | undefined {
  const text = query.get(field);
  if (text === null) return undefined;
  const at = Date.parse(text);
  if (!Number.isNaN(at)) return at;
  const description = `${field} is no date and time.`;
  throw invalidRequest({ issue: "INVALID_PARAMETER_SYNTAX", field, description });
}

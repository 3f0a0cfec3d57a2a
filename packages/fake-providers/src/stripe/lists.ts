import type { Account } from "./account.ts";
import { missing } from "./failure.ts";
import type { StripeEvent } from "./objects.ts";
import type { EventListParams, PageParams } from "./parameters.ts";

/** A page, newest first (docs.stripe.com/api/pagination). */
export function listPage<T extends { id: string; created: number }>(
  objects: Iterable<T>,
  params: Pick<PageParams, "limit" | "starting_after" | "ending_before" | "created">,
  url: string,
) {
  const matching = [...objects]
    .reverse()
    .filter(({ created }) => isWithin(created, params.created));
  const limit = params.limit ?? 10;
  const { starting_after: after, ending_before: before } = params;
  const rest = matching.slice(
    after === undefined ? 0 : indexOf(matching, after, "starting_after") + 1,
    before === undefined ? undefined : indexOf(matching, before, "ending_before"),
  );
  const data = before === undefined ? rest.slice(0, limit) : rest.slice(-limit);
  return { object: "list" as const, data, has_more: rest.length > data.length, url };
}

function indexOf(objects: { id: string }[], id: string, param: string): number {
  const index = objects.findIndex((object) => object.id === id);
  if (index === -1) throw missing("object", id, param);
  return index;
}

function isWithin(created: number, range: PageParams["created"]): boolean {
  if (range === undefined) return true;
  if (typeof range === "number") return created === range;
  const { gt, gte, lt, lte } = range;
  if (gt !== undefined && created <= gt) return false;
  if (gte !== undefined && created < gte) return false;
  if (lt !== undefined && created >= lt) return false;
  return lte === undefined || created <= lte;
}

/** The events of the last 30 days; those older are gone at Stripe too. */
export function listEvents({ events, now }: Account, params: EventListParams) {
  const oldest = now() - 30 * 24 * 3600;
  const { type, types, delivery_success: delivered } = params;
  const matching = events.filter(
    (event) =>
      event.created >= oldest &&
      (type === undefined || isOfType(event, type)) &&
      (types === undefined || types.includes(event.type)) &&
      (delivered === undefined || delivered === (event.pending_webhooks === 0)),
  );
  return listPage(matching, params, "/v1/events");
}

function isOfType(event: StripeEvent, wanted: string): boolean {
  return wanted.endsWith("*") ? event.type.startsWith(wanted.slice(0, -1)) : event.type === wanted;
}

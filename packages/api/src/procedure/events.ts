import { newId } from "@crossdock/core";
import type { Tx } from "@crossdock/db";
import { writeRuns } from "../mappings/write-runs.ts";
import type { Context } from "./context.ts";

/** Every type of event, in the order of the catalogue. */
export const eventTypes = [
  "product.created",
  "product.updated",
  "product.archived",
  "inventory.updated",
  "customer.created",
  "customer.updated",
  "order.created",
  "order.confirmed",
  "order.completed",
  "order.canceled",
  "payment.authorized",
  "payment.captured",
  "payment.failed",
  "payment.canceled",
  "payment.unexpected",
  "payment.review_required",
  "refund.created",
  "refund.succeeded",
  "refund.failed",
  "dispute.opened",
  "dispute.updated",
  "dispute.closed",
  "fulfillment.shipped",
  "fulfillment.delivered",
  "fulfillment.canceled",
  "inquiry.created",
  "inquiry.answered",
] as const;

export type EventType = (typeof eventTypes)[number];

export type EmittedEvent = {
  id: string;
  type: EventType;
  object: { id: string };
  partnerId: string | null;
};

export function newEvent(
  type: EventType,
  object: { id: string },
  partnerId: string | null,
  now: Date,
): EmittedEvent {
  return { id: newId("evt", now), type, object, partnerId };
}

/**
 * Writes the events of a command in its transaction, and a job for each that something follows: our
 * own reactions, and the mappings that admins have switched on. These are read by the statement that
 * writes the event, so that none is missed and an event without one costs no round trip.
 */
export async function writeEvents(
  tx: Tx,
  context: Context,
  now: Date,
  events: EmittedEvent[],
): Promise<void> {
  const { transport, requestId, services, hops = 0 } = context;
  for (const { id, type, object, partnerId } of events) {
    const mappings = await tx.$queryRaw<{ id: string; version: number }[]>`
      WITH written AS (
        INSERT INTO event (id, type, object_id, partner_id, object, request_id, hops, created_at)
        VALUES (${id}, ${type}, ${object.id}, ${partnerId}, ${JSON.stringify(object)}::json,
          ${requestId}, ${hops}, ${now}))
      SELECT id, version FROM mapping
      WHERE event = ${type} AND direction = 'out' AND enabled ORDER BY id`;
    if (transport === "seed") continue;
    if (services.reactsTo.has(type)) await services.jobs.enqueue("react", { eventId: id }, { tx });
    const of = { eventId: id, hops, requestId, at: now };
    await writeRuns(tx, services.jobs, mappings, of);
  }
}

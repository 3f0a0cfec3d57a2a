import { newId } from "@crossdock/core";
import type { Tx } from "@crossdock/db";
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
  "payment.captured",
  "payment.failed",
  "payment.canceled",
  "payment.unexpected",
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

/** Writes the events of a command in its transaction, and a job for each that something follows. */
export async function writeEvents(
  tx: Tx,
  context: Context,
  now: Date,
  events: EmittedEvent[],
): Promise<void> {
  const { transport, requestId, services } = context;
  for (const { id, type, object, partnerId } of events) {
    const data = { id, type, objectId: object.id, partnerId, object, requestId, createdAt: now };
    await tx.event.create({ data, select: { id: true } });
    if (transport !== "seed" && services.reactsTo.has(type))
      await services.jobs.enqueue("react", { eventId: id }, { tx });
  }
}

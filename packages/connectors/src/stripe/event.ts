import { z } from "zod";
import type { InboundEvent } from "../contract.ts";

/** A delivery, or an entry of the list of events; null where it does not look like one. */
export function toEvent(body: unknown, now: Date): InboundEvent | null {
  const parsed = StripeEvent.safeParse(body);
  if (!parsed.success) return null;
  const { id, type, account, created } = parsed.data;
  return {
    eventId: id,
    type,
    account: account ?? null,
    occurredAt: created === undefined ? now : new Date(created * 1000),
    payload: parsed.data,
    // `pending_webhooks` beside it counts down between deliveries.
    fingerprint: JSON.stringify([type, parsed.data.data]),
  };
}

const StripeEvent = z.looseObject({
  object: z.literal("event").optional(),
  id: z.string().min(1).max(255),
  type: z.string().min(1).max(255),
  account: z.string().nullish(),
  created: z.int().min(0).optional(),
});

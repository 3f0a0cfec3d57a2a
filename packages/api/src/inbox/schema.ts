import { idPattern, Page, pageQuery, Timestamp } from "@crossdock/core";
import { z } from "zod";

export const InboxEventId = z.string().regex(idPattern("inb"));
export const InboxStatus = z.enum(["received", "processed", "ignored", "failed", "conflict"]);

export const InboxEvent = z.object({
  id: InboxEventId,
  connector: z.string().max(50).describe("A connector's id, or a source's slug"),
  sourceId: z.string().max(50).nullable(),
  account: z.string().max(255).nullable(),
  eventId: z.string().max(255),
  type: z.string().max(255),
  status: InboxStatus,
  conflictOf: InboxEventId.nullable().describe("The event that had this id before it"),
  duplicates: z.int().min(0),
  attempts: z.int().min(0),
  result: z.string().max(500).nullable().describe("The order it was about, or why it was ignored"),
  lastError: z.string().max(2000).nullable(),
  requestId: z.string().max(200),
  receivedAt: Timestamp,
  processedAt: Timestamp.nullable(),
});

export const InboxEventPage = Page(InboxEvent);

export const ListInbox = z.strictObject({
  ...pageQuery,
  connector: z.string().max(50).optional(),
  status: InboxStatus.optional(),
});

export const GetInboxEvent = z.strictObject({ id: InboxEventId });

export const InboxEventWithBody = InboxEvent.extend({
  headers: z.record(z.string(), z.string()),
  body: z.string().max(2_000_000).nullable().describe("null: it is not kept any more"),
});

/** Where webhooks come in: connectors that take them, and sources. */
export const InboxDoors = z.object({
  data: z.array(z.object({ slug: z.string().max(50), name: z.string().max(100) })),
});

export const InboxFigures = z.object({
  since: Timestamp,
  data: z.array(
    z.object({
      connector: z.string().max(50).describe("Empty: nothing has such an address"),
      verdict: z.string().max(50),
      count: z.int().min(0),
    }),
  ),
});

export const InboundRejection = z.object({
  id: z.string().regex(idPattern("rej")),
  connector: z.string().max(50),
  slug: z.string().max(50),
  reason: z.string().max(50),
  network: z.string().max(60),
  bytes: z.int().nullable(),
  requestId: z.string().max(200),
  at: Timestamp,
});

export const InboundRejectionPage = Page(InboundRejection);

export const ListRejections = z.strictObject({
  ...pageQuery,
  connector: z.string().max(50).optional(),
});

/** When a third party's own list of events was last compared with what had come. */
export const Reconciliation = z.object({
  connector: z.string().max(50),
  name: z.string().max(100),
  ranAt: Timestamp,
  found: z.int().min(0).describe("Events of the last run that had never come"),
  foundTotal: z.int().min(0),
  error: z.string().max(500).nullable(),
});

export const ReconciliationList = z.object({ data: z.array(Reconciliation) });

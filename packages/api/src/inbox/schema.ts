import { idPattern, Page, pageQuery, Timestamp } from "@crossdock/core";
import { z } from "zod";

export const InboxEventId = z.string().regex(idPattern("inb"));
export const InboxStatus = z.enum(["received", "processed", "ignored", "failed"]);

export const InboxEvent = z.object({
  id: InboxEventId,
  connector: z.string().max(50),
  eventId: z.string().max(255),
  type: z.string().max(255),
  status: InboxStatus,
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

export const InboxEventWithBody = InboxEvent.extend({ body: z.string().max(2_000_000) });

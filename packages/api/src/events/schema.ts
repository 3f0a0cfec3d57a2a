import { idPattern, Page, pageQuery, Timestamp } from "@crossdock/core";
import { z } from "zod";
import { eventTypes } from "../procedure/events.ts";

export const Event = z
  .object({
    id: z.string().regex(idPattern("evt")),
    type: z.enum(eventTypes),
    createdAt: Timestamp,
    data: z.object({
      object: z.record(z.string(), z.unknown()).describe("The object as the API showed it then"),
    }),
  })
  .meta({ id: "Event" });
export type Event = z.infer<typeof Event>;

export const EventPage = Page(Event).meta({ id: "EventPage" });

export const ListEvents = z.strictObject({
  ...pageQuery,
  type: z.enum(eventTypes).optional(),
  objectId: z.string().max(100).optional().describe("Events of this object"),
});

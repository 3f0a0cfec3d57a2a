import { Timestamp } from "@crossdock/core";
import { z } from "zod";
import { PartnerId } from "../partners/schema.ts";

const Calls = { calls: z.int().min(0), errors: z.int().min(0).describe("Answers from 400 on") };
const Day = z.iso.date().describe("UTC");

export const usageDays = [7, 30, 90] as const;

export const GetUsage = z.strictObject({
  days: z.literal(usageDays).default(30).describe("How many, today included"),
  partnerId: PartnerId.optional().describe("Calls of this partner's credentials; else of all"),
  credentialId: z.string().max(100).optional().describe("Calls with this key or client"),
  version: z.string().max(40).optional(),
});

/** How often the API was called: by day, and who called what, the busiest first. */
export const Usage = z.object({
  total: z.object(Calls),
  days: z
    .array(z.object({ day: Day, ...Calls }))
    .max(90)
    .describe("Every day, oldest first"),
  operations: z.array(z.object({ operation: z.string().max(100), ...Calls })).max(200),
  versions: z.array(z.object({ version: z.string().max(40), ...Calls })).max(50),
  credentials: z
    .array(
      z.object({
        id: z.string().max(100),
        name: z
          .string()
          .max(200)
          .nullable()
          .describe("null: there is no such key or client any more"),
        ...Calls,
        lastAt: Timestamp,
      }),
    )
    .max(100),
});

import { Timestamp } from "@crossdock/core";
import { z } from "zod";
import { ExportFormat } from "../exports/schema.ts";
import { PartnerId } from "../partners/schema.ts";
import { UsageMonth } from "./month.ts";

const Calls = {
  calls: z.int().min(0),
  errors: z.int().min(0).describe("Answers from 400 on"),
  rateLimited: z.int().min(0).describe("Of these, what a limit refused (429)"),
};
const Day = z.iso.date().max(10).describe("UTC");

export const usageDays = [7, 30, 90] as const;

export const GetUsage = z.strictObject({
  days: z.literal(usageDays).default(30).describe("How many, today included"),
  month: UsageMonth.optional().describe("Not the last days but this month, as far as it is over"),
  partnerId: PartnerId.optional().describe("Calls of this partner's credentials; else of all"),
  credentialId: z.string().max(100).optional().describe("Calls with this key or client"),
  version: z.string().max(40).optional(),
});

const Window = z.object({
  window: z.enum(["second", "minute", "hour", "day", "concurrent"]),
  limit: z.int().min(1),
  used: z.int().min(0).describe("Now; of calls at once, in the process that answers"),
  resetsInSeconds: z
    .int()
    .min(0)
    .nullable()
    .describe("Until it is counted anew; null for calls at once"),
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
  quotas: z
    .array(
      z.object({
        id: z.string().max(100),
        name: z.string().max(200),
        limits: z.array(Window).max(5),
      }),
    )
    .max(20)
    .describe("What the busiest of these may do, and what is used of it at this moment"),
});

export const UsageMonths = z.object({
  data: z.array(UsageMonth).max(24).describe("That have calls, newest first"),
});

export const ExportUsage = z.strictObject({ month: UsageMonth, format: ExportFormat });

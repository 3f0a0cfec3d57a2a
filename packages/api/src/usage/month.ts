import { z } from "zod";

/** A month of the calendar, in UTC. */
export const UsageMonth = z
  .string()
  .max(7)
  .regex(/^20\d\d-(0[1-9]|1[0-2])$/, "Send a year and a month, such as 2026-10")
  .describe("A year and a month, such as 2026-10; UTC");

/** What a month's file is about. */
export const OfMonth = z.object({ month: UsageMonth });

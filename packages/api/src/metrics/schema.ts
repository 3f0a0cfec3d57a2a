import { Timestamp } from "@crossdock/core";
import { z } from "zod";
import { LogFilter } from "../logs/schema.ts";

const StatusClass = z
  .string()
  .regex(/^[2-5]xx$/, "Send a class such as 4xx: sums know no single status")
  .describe("A class such as 4xx");

/** Of the log's filters those that its sums can tell apart. */
const filters = {
  ...LogFilter.pick({
    range: true,
    from: true,
    to: true,
    transport: true,
    operation: true,
    version: true,
    principalId: true,
    partnerId: true,
  }).shape,
  status: StatusClass.optional(),
};

export const TrafficFilter = z.strictObject({
  ...filters,
  compare: z.boolean().optional().describe("Whether the time right before is told as well"),
});

const Duration = z
  .number()
  .min(0)
  .nullable()
  .describe("In milliseconds, right within 2 %; null: nothing was called");

const sums = {
  count: z.int().min(0),
  errors: z.int().min(0).describe("Answers from 400 on"),
  faults: z.int().min(0).describe("Answers from 500 on, which are errors too"),
  bytesIn: z.number().min(0),
  bytesOut: z.number().min(0),
  p50: Duration,
  p95: Duration,
  p99: Duration,
};

export const TrafficPoint = z.object({
  at: Timestamp.describe("The start of the bucket"),
  ...sums,
});

const Buckets = z.object({
  from: Timestamp,
  to: Timestamp.describe("The end of the last bucket"),
  total: z.object(sums),
  points: z.array(TrafficPoint).max(200).describe("Every bucket, oldest first"),
});

/** How much was called, how it ended and how long it took: by buckets of time. */
export const Traffic = Buckets.extend({
  bucketSeconds: z.int().min(60),
  until: Timestamp.describe("Up to when it is known: a bucket that ends later is unfinished"),
  previous: Buckets.nullable().describe(
    "The time right before, where it was asked for and is kept",
  ),
});

import { Timestamp } from "@crossdock/core";
import { z } from "zod";
import { LogFilter } from "../logs/schema.ts";
import { PartnerId } from "../partners/schema.ts";

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

export const topKinds = ["operation", "principal", "version", "transport", "error"] as const;
export const topOrders = ["calls", "errors", "faults", "slowest", "bytes"] as const;

export const TopFilter = z.strictObject({
  ...filters,
  by: z.enum(topKinds).describe("Of errors neither bytes nor durations are known: 0 and null"),
  order: z.enum(topOrders).default("calls").describe("What the first ones have most of"),
  limit: z.int().min(1).max(50).default(10),
});

const TopRow = z.object({
  id: z
    .string()
    .max(300)
    .describe("`-`: calls that had none; `others`: those beyond 5,000 callers"),
  name: z
    .string()
    .max(300)
    .nullable()
    .describe("null: it has no other name, or is not there any more"),
  ...sums,
});

/** Who or what was called most, or called slowest. */
export const Top = z.object({
  from: Timestamp,
  to: Timestamp,
  data: z.array(TopRow).max(50),
  of: z.int().min(0).describe("How many there are in all"),
});

export const VersionTraffic = z.object({
  from: Timestamp,
  to: Timestamp,
  data: z
    .array(
      z.object({
        id: z.string().max(40),
        state: z.enum(["current", "supported", "deprecated", "ended"]).nullable(),
        sunset: z.string().max(40).nullable(),
        ...sums,
        callers: z
          .array(
            z.object({
              id: z.string().max(300),
              name: z.string().max(300).nullable(),
              count: z.int(),
            }),
          )
          .max(20)
          .describe("Of a deprecated or ended version: who still calls it, the busiest first"),
        callerCount: z.int().min(0),
      }),
    )
    .max(50),
});

export const GetQuotas = z.strictObject({
  partnerId: PartnerId.optional().describe("Keys and clients of this partner"),
});

/** Keys and clients by how near the last hour's busiest minute came to their limit. */
export const Quotas = z.object({
  since: Timestamp,
  data: z
    .array(
      z.object({
        id: z.string().max(100),
        name: z.string().max(200),
        partnerId: z.string().max(100).nullable(),
        perMinute: z.int().min(1),
        busiest: z.int().min(0).describe("Calls in the busiest minute"),
        busiestAt: Timestamp,
        share: z.number().min(0).describe("Of the limit: 1 is all of it"),
        refused: z.int().min(0).describe("Answers of the class 4xx in the last hour"),
      }),
    )
    .max(20),
});

export const WebhookTraffic = z.object({
  from: Timestamp,
  to: Timestamp,
  until: Timestamp.describe("Up to when it is known: a bucket that ends later is unfinished"),
  bucketSeconds: z.int().min(3600),
  points: z
    .array(
      z.object({
        at: Timestamp.describe("The start of the bucket"),
        accepted: z.int().min(0).describe("That came in, repeated ones included"),
        refused: z.int().min(0).describe("That came in and were not let in"),
        failed: z.int().min(0).describe("That came in and could not be worked off"),
        sent: z.int().min(0).describe("Runs of mappings that went well"),
        unsent: z.int().min(0).describe("Runs of mappings that failed"),
      }),
    )
    .max(201),
});

export const WebhookFilter = z.strictObject(
  LogFilter.pick({ range: true, from: true, to: true }).shape,
);

const Milliseconds = z.number().min(0);

/** How the process that answers does, and the queues that all share. */
export const System = z.object({
  startedAt: Timestamp,
  version: z.string().max(40),
  eventLoop: z
    .array(z.object({ at: Timestamp, p50: Milliseconds, p99: Milliseconds, max: Milliseconds }))
    .max(121)
    .describe("How late it ran what was due, by half minutes of the last hour, in milliseconds"),
  recorder: z
    .object({ recorded: z.int(), dropped: z.int(), waiting: z.int() })
    .describe("Requests that the log was told of since the start"),
  pool: z.object({ total: z.int(), idle: z.int(), waiting: z.int(), max: z.int() }),
  queues: z
    .array(
      z.object({
        name: z.string().max(100),
        waiting: z.int().min(0),
        running: z.int().min(0),
        failed: z.int().min(0).describe("That failed for good and are still kept"),
        oldestSeconds: z
          .number()
          .min(0)
          .describe("How long the one that waits longest could have run"),
      }),
    )
    .max(500),
});

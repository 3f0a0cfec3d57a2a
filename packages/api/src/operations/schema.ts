import { Page, pageQuery, Timestamp } from "@crossdock/core";
import { z } from "zod";
import { bodyPolicies } from "./body-policy.ts";

const OperationName = z
  .string()
  .regex(/^\w+(\.\w+)+$/, "Send a name such as orders.create")
  .max(100);
const VersionName = z.string().max(40);
const Calls = { calls: z.int().min(0), errors: z.int().min(0).describe("Answers from 400 on") };
const Counts = z.object(Calls);
const JsonSchema = z.record(z.string(), z.unknown());

/** A key that called; its name is null where there is no such key any more. */
const Caller = z.object({
  id: z.string().max(100),
  name: z.string().max(200).nullable(),
  ...Calls,
  lastAt: Timestamp,
});

export const operationStates = ["on", "limited", "off"] as const;

export const OperationSummary = z.object({
  id: OperationName,
  method: z.string().max(10),
  path: z.string().max(500),
  summary: z.string().max(500),
  scope: z.string().max(100).nullable().describe("null: any valid key may call it"),
  tag: z.string().max(100),
  versions: z.array(VersionName).max(50).describe("That serve it, newest first"),
  state: z.enum(operationStates),
  reason: z.string().max(500).nullable().describe("Why it is off"),
  limitPerMinute: z.int().min(1).nullable().describe("Calls a minute for each key"),
  today: Counts.describe("Since midnight UTC"),
  last7Days: Counts.describe("Today and the six days before"),
  topCallers: z.array(Caller).max(3).describe("Of the last 7 days"),
});

/** All of them: a registry has no pages. */
export const OperationList = z.object({
  data: z.array(OperationSummary).max(5000),
  hasMore: z.literal(false),
  nextCursor: z.null(),
});

export const ListOperations = z.strictObject({
  q: z.string().max(100).optional().describe("A part of the path, the name or the summary"),
  version: VersionName.optional(),
  state: z.enum(operationStates).optional(),
});

/** The operation as one version serves it. */
export const ServedOperation = z.object({
  version: VersionName,
  method: z.string().max(10),
  path: z.string().max(500),
  params: z.array(z.string().max(100)).max(20),
  status: z.int(),
  deprecated: z.boolean(),
  cost: z.int().min(1).describe("What a call takes of its caller's quota"),
  idempotencyKey: z.enum(["required", "accepted"]).nullable(),
  ifMatch: z.enum(["required"]).nullable(),
  errors: z.array(z.string().max(100)).max(100),
  example: z.unknown(),
  inputSchema: JsonSchema,
  outputSchema: JsonSchema.nullable(),
});

const BodyPolicy = z
  .enum(bodyPolicies)
  .describe(
    "Whose bodies the log keeps, masked: of failures and 1 in 100 others, of failures, none",
  );

export const OperationDetail = OperationSummary.extend({
  description: z.string().nullable(),
  bodies: BodyPolicy,
  switchedAt: Timestamp.nullable().describe("When its switch or limit was changed last"),
  served: z.array(ServedOperation).max(50).describe("Newest version first"),
  callers: z
    .array(Caller.extend({ version: VersionName }))
    .max(100)
    .describe("Of the last 30 days, the busiest first"),
});

export const GetOperation = z.strictObject({ operation: OperationName });

export const VersionUsage = z.object({
  name: VersionName,
  state: z.enum(["current", "supported", "deprecated", "ended"]).describe("At this moment"),
  released: z.string().max(40),
  deprecated: z.string().max(40).nullable(),
  sunset: z.string().max(40).nullable(),
  ...Calls,
  lastAt: Timestamp.nullable(),
  keyCount: z.int().min(0).describe("How many keys called it"),
  keys: z.array(Caller).max(20).describe("The busiest of them"),
});

/** What each version was called for in the last 30 days, newest version first. */
export const UsageByVersion = z.object({ data: z.array(VersionUsage).max(50) });

export const OperationSetting = z.object({
  operation: OperationName,
  enabled: z.boolean(),
  reason: z.string().max(500).nullable(),
  limitPerMinute: z.int().min(1).nullable(),
  bodies: BodyPolicy,
  version: z.int().min(1),
  updatedAt: Timestamp,
});

export const EnableOperation = z.strictObject({ operation: OperationName });

export const DisableOperation = z.strictObject({
  operation: OperationName,
  reason: z.string().trim().min(1).max(500).describe("Callers are told it"),
});

export const LimitOperation = z.strictObject({
  operation: OperationName,
  limitPerMinute: z
    .int("Enter a whole number")
    .min(1, "Enter 1 or more; switch the operation off to allow none")
    .max(1_000_000)
    .nullable()
    .describe("Calls a minute for each key; null takes the limit away"),
});

export const SetOperationBodies = z.strictObject({ operation: OperationName, bodies: BodyPolicy });

export const IdempotencyRecord = z.object({
  id: z.string().max(40),
  key: z.string().max(255),
  operation: z.string().max(100),
  caller: z.object({
    kind: z.string().max(20),
    id: z.string().max(100),
    name: z.string().max(200).nullable(),
  }),
  state: z.enum(["started", "done"]).describe("started: its last step runs, or waits for a retry"),
  objectId: z.string().max(100).nullable().describe("What the first call made"),
  createdAt: Timestamp,
});

export const IdempotencyPage = Page(IdempotencyRecord);

export const ListIdempotency = z.strictObject({
  ...pageQuery,
  key: z.string().max(255).optional().describe("What the Idempotency-Key begins with"),
});

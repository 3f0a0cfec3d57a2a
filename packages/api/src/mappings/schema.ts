import { callMethods } from "@crossdock/connectors/openapi/settings";
import { idPattern, Page, pageQuery, Timestamp } from "@crossdock/core";
import { z } from "zod";
import { ConnectionId, ShownRequest, TargetField } from "../connections/schema.ts";
import { PartnerId } from "../partners/schema.ts";
import { eventTypes } from "../procedure/events.ts";

export const MappingId = z.string().regex(idPattern("map"));
export const MappingRunId = z.string().regex(idPattern("run"));

const Name = z.string().trim().min(1).max(100);
const Expression = z.string().trim().min(1).max(4000).describe("JSONata");

export const FieldMapping = z.strictObject({
  in: z.enum(["path", "query", "header", "body"]),
  path: z.array(z.string().min(1).max(200)).min(1).max(6),
  expression: Expression,
});

const shared = {
  filter: Expression.nullable().default(null).describe("True lets an event through"),
  fields: z.array(FieldMapping).max(200).default([]),
  body: Expression.nullable().default(null).describe("The whole body, in place of its fields"),
};

const Path = z
  .string()
  .max(2000)
  .regex(/^\/[^?#\s]*$/, "Begin the path with /, without ? or #.");

export const OutDefinition = z.strictObject({
  direction: z.literal("out"),
  event: z.enum(eventTypes),
  connectionId: ConnectionId,
  method: z.enum(callMethods),
  path: Path,
  ...shared,
});

export const InDefinition = z.strictObject({
  direction: z.literal("in"),
  source: z.string().min(1, "Choose a source.").max(50),
  event: z.string().trim().min(1).max(255).describe("* is every type"),
  operation: z.string().regex(/^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$/, "Choose an operation."),
  scopes: z.array(z.string().regex(/^[a-z-]+:(read|write)$/)).max(50),
  partnerId: PartnerId.nullable().describe("null: it acts for the shop, and sees all"),
  ...shared,
});

export const MappingDefinition = z.discriminatedUnion("direction", [OutDefinition, InDefinition]);
export type MappingDefinition = z.output<typeof MappingDefinition>;

export const MappingRunStatus = z.enum(["pending", "succeeded", "failed", "skipped"]);

export const Mapping = z.object({
  id: MappingId,
  name: Name,
  enabled: z.boolean(),
  disabledReason: z.string().max(500).nullable(),
  failingSince: Timestamp.nullable(),
  definition: MappingDefinition,
  connectionName: z.string().max(100).nullable(),
  /** Why it cannot work as it is, such as an operation that the newest document has no more. */
  warning: z.string().max(500).nullable(),
  lastRun: z.object({ status: MappingRunStatus, at: Timestamp }).nullable(),
  version: z.int(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});

export const MappingPage = Page(Mapping);
export const ListMappings = z.strictObject(pageQuery);
export const GetMapping = z.strictObject({ id: MappingId });

export const CreateMapping = z.strictObject({
  name: Name,
  enabled: z.boolean().default(false),
  definition: MappingDefinition,
});

export const UpdateMapping = z.strictObject({
  id: MappingId,
  name: Name.optional(),
  definition: MappingDefinition.optional(),
});

export const SwitchMapping = z.strictObject({ id: MappingId, enabled: z.boolean() });
export const RestoreMapping = z.strictObject({ id: MappingId, version: z.int().min(1) });
export const RemovedMapping = z.object({ id: MappingId });

export const MappingVersions = z.object({
  data: z
    .array(
      z.object({
        version: z.int(),
        savedBy: z.string().max(200),
        createdAt: Timestamp,
        definition: MappingDefinition,
      }),
    )
    .max(100),
});

/** A mapping as a file has it: its connection by name, no secret in it. */
export const MappingFile = z.object({
  crossdockMapping: z.literal(1),
  name: Name,
  description: z.string().max(1000).optional(),
  connection: z.string().max(100).nullable(),
  definition: z.record(z.string(), z.unknown()),
});
export type MappingFile = z.output<typeof MappingFile>;

export const ImportMapping = z.strictObject({
  file: MappingFile,
  /** In place of the one that the file names. */
  connectionId: ConnectionId.optional(),
  name: Name.optional(),
});

export const MappingCatalogue = z.object({ data: z.array(MappingFile).max(100) });

export const PreviewMapping = z.strictObject({
  definition: MappingDefinition,
  sample: z.unknown(),
});

export const MappingFault = z.object({
  path: z.array(z.string()),
  detail: z.string().max(500),
});

export const MappingPreview = z.object({
  matches: z.boolean().describe("Whether the filter lets it through"),
  values: z.unknown(),
  faults: z.array(MappingFault).max(100),
  /** Of a mapping out: exactly what would be sent, but for the credential. */
  request: ShownRequest.nullable(),
});

export const ListSamples = z.discriminatedUnion("direction", [
  z.strictObject({ direction: z.literal("out"), event: z.enum(eventTypes) }),
  z.strictObject({ direction: z.literal("in"), source: z.string().max(50) }),
]);

export const MappingSamples = z.object({
  data: z.array(z.object({ label: z.string().max(300), sample: z.unknown() })).max(10),
});

export const MappingTargets = z.object({
  data: z
    .array(
      z.object({
        operation: z.string().max(100),
        summary: z.string().max(300),
        scope: z.string().max(100).nullable(),
      }),
    )
    .max(500),
});

export const GetMappingTarget = z.strictObject({ operation: InDefinition.shape.operation });
export const MappingTarget = z.object({
  operation: z.string().max(100),
  fields: z.array(TargetField).max(200),
  example: z.unknown(),
});

export const MappingRun = z.object({
  id: MappingRunId,
  mappingId: MappingId,
  mappingVersion: z.int(),
  eventId: z.string().max(50),
  status: MappingRunStatus,
  attempt: z.int(),
  request: z.unknown(),
  answerStatus: z.int().nullable(),
  answer: z.string().nullable(),
  error: z.string().nullable(),
  durationMs: z.int().nullable(),
  requestId: z.string().max(200),
  nextAttemptAt: Timestamp.nullable(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});

export const MappingRunPage = Page(MappingRun);

export const ListMappingRuns = z.strictObject({
  ...pageQuery,
  mappingId: MappingId.optional(),
  status: MappingRunStatus.optional(),
  eventId: z.string().max(50).optional(),
});

export const GetMappingRun = z.strictObject({ id: MappingRunId });
export const ReplayFailed = z.strictObject({ id: MappingId });
export const ReplayedRuns = z.object({ id: MappingId, count: z.int() });

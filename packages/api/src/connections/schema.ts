import { ApiAuth, callMethods } from "@crossdock/connectors/openapi/settings";
import { idPattern, Page, pageQuery, Timestamp } from "@crossdock/core";
import { z } from "zod";

export { ApiAuth, callMethods } from "@crossdock/connectors/openapi/settings";

export const ConnectionId = z.string().regex(idPattern("cnx"));

const webAddress = {
  protocol: /^https?$/,
  error: "Enter a web address that begins with https://.",
};
const WebAddress = z
  .url(webAddress)
  .max(2000)
  .refine((url) => url.startsWith("https:") || isLoopback(url), {
    error: "Enter an https address: over http anybody on the way could read and change it.",
  });

const BaseUrl = WebAddress.refine((url) => !/[?#]/.test(url), {
  error: "Leave out what follows ? or #.",
});

const Secret = z
  .string()
  .min(1)
  .max(4000)
  .regex(/^[^\p{Cc}]+$/u, "A secret can't hold line breaks.");

export const OperationChange = z.object({
  method: z.string().max(10),
  path: z.string().max(2000),
  change: z.enum(["added", "removed", "changed", "deprecated"]),
});

/** With the names of the mappings that call it. */
const UsedChange = OperationChange.extend({ usedBy: z.array(z.string().max(100)) });

export const Connection = z.object({
  id: ConnectionId,
  name: z.string().max(100),
  baseUrl: z.string().max(2000),
  auth: ApiAuth,
  /** `other host`: it was entered for another, and is not used until it is entered anew. */
  secret: z.enum(["not needed", "missing", "set", "other host"]),
  documentUrl: z.string().max(2000).nullable(),
  documentTitle: z.string().max(200).nullable(),
  documentVersion: z.string().max(50).nullable(),
  documentAt: Timestamp.nullable(),
  changes: z.array(UsedChange).max(5000),
  version: z.int(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});

export const ConnectionPage = Page(Connection);
export const ListConnections = z.strictObject(pageQuery);
export const GetConnection = z.strictObject({ id: ConnectionId });

const fields = {
  name: z.string().trim().min(1).max(100).describe("What you call it"),
  auth: ApiAuth,
  secret: Secret.optional(),
};

export const CreateConnection = z.strictObject({
  ...fields,
  /** Left out: where the document says that its first server is. */
  baseUrl: BaseUrl.optional(),
  document: z.string().max(900_000, "Give the address of a document this large.").optional(),
  documentUrl: WebAddress.optional(),
});

export const UpdateConnection = z
  .strictObject({ ...fields, baseUrl: BaseUrl, id: ConnectionId })
  .partial()
  .required({ id: true });

/** A newer document: pasted, or fetched from its address again. */
export const RefreshConnection = z.strictObject({
  id: ConnectionId,
  document: CreateConnection.shape.document,
  documentUrl: CreateConnection.shape.documentUrl,
});

export const RemovedConnection = z.object({ id: ConnectionId });

export const ApiOperationSummary = z.object({
  method: z.enum(callMethods),
  path: z.string().max(2000),
  summary: z.string().max(200),
  tag: z.string().max(100).nullable(),
  deprecated: z.boolean(),
});

export const ApiOperationList = z.object({ data: z.array(ApiOperationSummary).max(5000) });

const JsonSchema = z.record(z.string(), z.unknown());

export const TargetField = z.object({
  path: z.array(z.string()),
  type: z.string().max(200),
  required: z.boolean(),
  description: z.string().max(300).nullable(),
});

export const ConnectionOperation = ApiOperationSummary.extend({
  parameters: z
    .array(
      z.object({
        name: z.string(),
        in: z.enum(["path", "query", "header"]),
        required: z.boolean(),
        description: z.string().max(300).nullable(),
        schema: JsonSchema,
        example: z.unknown(),
      }),
    )
    .max(500),
  body: z
    .object({
      mediaType: z.string(),
      required: z.boolean(),
      schema: JsonSchema,
      example: z.unknown(),
      fields: z.array(TargetField).max(200),
    })
    .nullable(),
});

export const GetConnectionOperation = z.strictObject({
  id: ConnectionId,
  method: z.enum(callMethods),
  path: z.string().max(2000).regex(/^\//, "Begin the path with /."),
});

const Values = z.record(z.string().min(1).max(200), z.unknown());

export const TestConnection = GetConnectionOperation.extend({
  values: z.strictObject({
    path: Values.default({}),
    query: Values.default({}),
    header: Values.default({}),
    body: z.unknown().optional(),
  }),
});

/** What is sent, without the credential. */
export const ShownRequest = z.object({
  method: z.enum(callMethods),
  url: z.string().max(20_000),
  headers: z.record(z.string(), z.string()),
  body: z.string().max(1_000_000).nullable(),
});

export const ShownAnswer = z.object({
  status: z.int().nullable().describe("null: there was no answer"),
  headers: z.record(z.string(), z.string()),
  body: z.string().describe("At most 64 KB of it"),
  durationMs: z.int(),
  failure: z.string().max(1000).nullable(),
});

export const TestedConnection = z.object({
  id: ConnectionId,
  request: ShownRequest,
  answer: ShownAnswer.nullable(),
});

function isLoopback(url: string): boolean {
  return ["localhost", "127.0.0.1", "[::1]"].includes(new URL(url).hostname);
}

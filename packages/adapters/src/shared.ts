export { type InputFault, pointerTo, RestError, type RestErrorCode } from "./errors.ts";
export type { IdempotencyStore, KeyedCall } from "./idempotency/store.ts";
export type { JsonSchema } from "./json-schema.ts";
export type { McpOptions } from "./mcp/options.ts";
export type { Method, ProcedureMeta, SuccessStatus } from "./meta.ts";
export { breakingChanges } from "./openapi/breaking.ts";
export {
  createOpenApiDocument,
  type OpenApiDocumentOptions,
  type OpenApiOptions,
  openApiDocument,
} from "./openapi/document.ts";
export type { Webhook } from "./openapi/webhooks.ts";
export type { Operation } from "./operation.ts";
export type {
  Answered,
  CallInfo,
  Document,
  FailedCall,
  HandlerOptions,
  RenderedProblem,
  RestOptions,
} from "./options.ts";
export { defaultFormatError } from "./problem.ts";
export { listProcedures, type Procedure } from "./procedure.ts";
export { buildRegistry } from "./registry.ts";
export { serveVersions } from "./version/apply.ts";
export {
  type Change,
  defineVersion,
  down,
  up,
  type Version,
  type VersionFacts,
} from "./version/define.ts";
export type { ServedVersion, Versions } from "./version/versions.ts";
export { compileXmlReader } from "./xml/read.ts";

export { type InputFault, RestError, type RestErrorCode } from "./errors.ts";
export type { Method, ProcedureMeta, SuccessStatus } from "./meta.ts";
export { type OpenApiOptions, openApiDocument } from "./openapi/document.ts";
export type { Operation } from "./operation.ts";
export { listProcedures, type Procedure } from "./procedure.ts";
export { buildRegistry } from "./registry.ts";
export { createRestHandler } from "./rest/handler.ts";
export type { Admission, Invocation, RenderedProblem, RestOptions } from "./rest/options.ts";

/** The door for routers that were written for trpc-to-openapi. */
export {
  type GenerateOpenApiDocumentOptions,
  generateOpenApiDocument,
  type OpenAPIObject,
  type OpenApiContactObject,
  type OpenApiLicenseObject,
  type SecuritySchemeObject,
} from "./document.ts";
export {
  getErrorFromUnknown,
  HTTP_STATUS_TRPC_ERROR_CODE,
  TRPC_ERROR_CODE_HTTP_STATUS,
  TRPC_ERROR_CODE_MESSAGE,
} from "./errors.ts";
export { type CreateOpenApiFastifyPluginOptions, fastifyTRPCOpenApiPlugin } from "./fastify.ts";
export { type CreateOpenApiFetchHandlerOptions, createOpenApiFetchHandler } from "./fetch.ts";
export {
  type CreateOpenApiExpressMiddlewareOptions,
  type CreateOpenApiKoaMiddlewareOptions,
  type CreateOpenApiNextHandlerOptions,
  type CreateOpenApiNuxtHandlerOptions,
  createOpenApiExpressMiddleware,
  createOpenApiKoaMiddleware,
  createOpenApiNextHandler,
  createOpenApiNuxtHandler,
} from "./frameworks.ts";
export {
  type CreateOpenApiHttpHandlerOptions,
  type CreateOpenApiNodeHttpHandlerOptions,
  createOpenApiHttpHandler,
  createOpenApiNodeHttpHandler,
} from "./node.ts";
export type {
  NodeHTTPRequest,
  OpenApiContentType,
  OpenApiErrorResponse,
  OpenApiMeta,
  OpenApiMethod,
  OpenApiNextFunction,
  OpenApiProcedure,
  OpenApiProcedureRecord,
  OpenApiResponse,
  OpenApiRouter,
  OpenApiSuccessResponse,
} from "./types.ts";

export { isLoopbackUrl } from "./address.ts";
export { guardedAgent } from "./agent.ts";
export {
  createHttpClient,
  type HttpClient,
  type HttpClientOptions,
  type HttpRequest,
  type HttpResponse,
  type OutboundCall,
} from "./client.ts";
export { HttpError, type HttpErrorKind } from "./error.ts";
export type { Resolve } from "./guard.ts";

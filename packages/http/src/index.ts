export { isLoopbackUrl } from "./address.ts";
export { guardedAgent } from "./agent.ts";
export {
  createHttpClient,
  type HttpClient,
  type HttpClientOptions,
  type OutboundCall,
} from "./client.ts";
export { HttpError, type HttpErrorKind, isPaused } from "./error.ts";
export type { HttpRequest, HttpResponse } from "./exchange.ts";
export type { Resolve } from "./guard.ts";
export type { ProviderNotice } from "./notices.ts";
export { createOperatorHttp, type OperatorHttp } from "./operator.ts";
export { currentCause, onBehalfOf } from "./request-id.ts";
export { openGuardedSocket } from "./socket.ts";

import type { AnyExchange } from "./exchange.ts";

/** What a page of a listed origin may read of an answer, beyond what every page may. */
const exposed = [
  ...["Api-Version", "Deprecation", "ETag", "Idempotent-Replayed", "Link", "Location"],
  ...["RateLimit", "RateLimit-Policy", "Retry-After", "Sunset", "X-Request-Id"],
].join(", ");

const allowed = [
  ...["Accept", "Api-Version", "Authorization", "Content-Type", "Idempotency-Key"],
  ...["If-Match", "If-None-Match", "X-API-Key"],
].join(", ");

/**
 * The headers by which a browser lets pages of listed origins read the answer (the fetch standard's CORS
 * protocol). Never with credentials: a cookie is no credential here.
 */
export function addCors({ headers, request }: AnyExchange, origins: string[]): void {
  if (origins.length === 0) return;
  addVary(headers, "Origin");
  const origin = request.header("origin");
  if (origin === undefined || !(origins.includes(origin) || origins.includes("*"))) return;
  headers["Access-Control-Allow-Origin"] = origin;
  headers["Access-Control-Expose-Headers"] = exposed;
}

/** What a preflight asks, where its origin is listed. */
export function addPreflight({ headers, request }: AnyExchange, allow: string): void {
  if (headers["Access-Control-Allow-Origin"] === undefined) return;
  if (request.header("access-control-request-method") === undefined) return;
  headers["Access-Control-Allow-Methods"] = allow;
  headers["Access-Control-Allow-Headers"] = allowed;
  headers["Access-Control-Max-Age"] = "7200";
}

export function addVary(headers: Record<string, string>, name: string): void {
  headers.Vary = headers.Vary === undefined ? name : `${headers.Vary}, ${name}`;
}

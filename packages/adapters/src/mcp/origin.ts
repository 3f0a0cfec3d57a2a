import type { Exchange } from "./exchange.ts";

const preflight = {
  "Access-Control-Allow-Methods": "POST",
  "Access-Control-Allow-Headers": [
    ...["Accept", "Authorization", "Content-Type", "X-API-Key"],
    ...["MCP-Protocol-Version", "Mcp-Method", "Mcp-Name"],
  ].join(", "),
  "Access-Control-Max-Age": "7200",
};

const loopback = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/;

/**
 * Whether the page that calls may. A name that its owner points at this machine (DNS rebinding) would make
 * any page a neighbour: so only loopback names count as one's own, and every other origin must be listed.
 * Programs send no `Origin` and need none.
 */
export function mayCall({ request }: Exchange, allowedOrigins: string[]): boolean {
  const origin = request.header("origin");
  if (origin === undefined || allowedOrigins.includes(origin)) return true;
  const host = request.header("host") ?? "";
  return loopback.test(host) && origin.replace(/^https?:\/\//, "") === host;
}

/** Lets the pages of listed origins read the answer (the fetch standard's CORS protocol). */
export function addOrigin({ request, headers }: Exchange, allowedOrigins: string[]): void {
  if (allowedOrigins.length === 0) return;
  headers.Vary = "Origin";
  const origin = request.header("origin");
  if (origin === undefined || !allowedOrigins.includes(origin)) return;
  headers["Access-Control-Allow-Origin"] = origin;
  headers["Access-Control-Expose-Headers"] = "Retry-After, WWW-Authenticate, X-Request-Id";
  if (request.method === "OPTIONS") Object.assign(headers, preflight);
}

import type { IncomingMessage } from "node:http";
import { AppError } from "@crossdock/core";

/** Header lines of a request at the most. */
export const headersMax = 100;

const urlBytesMax = 4096;

/**
 * Refuses what no honest client of ours sends, before anything looks at it: headers by which Next's
 * own routing has been bypassed, other protocols, and paths that two parsers may read differently.
 * @throws AppError
 */
export function refuseOddRequests({
  method = "",
  url = "",
  headers,
  rawHeaders,
}: IncomingMessage): void {
  if (url.length > urlBytesMax) {
    throw new AppError("uri_too_long", { detail: `A URL has at most ${urlBytesMax} characters.` });
  }
  if (rawHeaders.length > headersMax * 2) {
    throw new AppError("headers_too_large", {
      detail: `A request has at most ${headersMax} headers.`,
    });
  }
  if (method === "TRACE" || method === "CONNECT" || headers.upgrade !== undefined)
    throw odd("method");
  if (headers["transfer-encoding"] !== undefined && headers["content-length"] !== undefined)
    throw odd("length");
  let hosts = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? "";
    if (forbiddenHeader.test(name)) throw odd("header");
    if (/^host$/i.test(name)) hosts++;
  }
  // RFC 9112 §3.2: of two hosts a proxy before us may have believed the other one.
  if (hosts !== 1) throw odd("host");
  const path = url.split("?", 1)[0] ?? "";
  if (!path.startsWith("/") || path.startsWith("//") || forbiddenPath.test(path)) throw odd("path");
}

const forbiddenHeader = /^(x-middleware-|x-nextjs-|next-action$|x-client-address$|x-nonce$)/i;

// Dots that climb, as they are or encoded; NUL; back slashes; Next's image optimizer, which is off.
const forbiddenPath = /(^|\/|%2f)(\.|%2e){2}(\/|%2f|$)|%00|\\|%5c|^\/_next\/image/i;

function odd(what: string): AppError {
  return new AppError("bad_request", {
    detail: `The request's ${what} is not one that this server takes.`,
  });
}

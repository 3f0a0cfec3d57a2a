import type { IncomingMessage } from "node:http";
import { AppError } from "@crossdock/core";

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
  if (method === "TRACE" || method === "CONNECT" || headers.upgrade !== undefined)
    throw odd("method");
  if (headers["transfer-encoding"] !== undefined && headers["content-length"] !== undefined)
    throw odd("length");
  for (let index = 0; index < rawHeaders.length; index += 2) {
    if (forbiddenHeader.test(rawHeaders[index] ?? "")) throw odd("header");
  }
  const path = url.split("?", 1)[0] ?? "";
  if (!path.startsWith("/") || path.startsWith("//") || forbiddenPath.test(path)) throw odd("path");
}

const forbiddenHeader = /^(x-middleware-|x-nextjs-|next-action$|x-client-address$)/i;

// Dots that climb, as they are or encoded; NUL; back slashes; Next's image optimizer, which is off.
const forbiddenPath = /(^|\/|%2f)(\.|%2e){2}(\/|%2f|$)|%00|\\|%5c|^\/_next\/image/i;

function odd(what: string): AppError {
  return new AppError("bad_request", {
    detail: `The request's ${what} is not one that this server takes.`,
  });
}

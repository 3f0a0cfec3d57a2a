import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { AppError, newId, systemClock, toProblem } from "@crossdock/core";

/** Answers what Node could not read as a request: with a problem like any other, on the bare socket. Null where nobody is left to hear it. */
export function answerUnreadable(
  error: NodeJS.ErrnoException,
  socket: Duplex,
  headers: Record<string, string>,
): Unreadable | null {
  if (!socket.writable || error.code === "ECONNRESET") {
    socket.destroy();
    return null;
  }
  const requestId = newId("req", systemClock.now());
  const problem = toProblem(toRefusal(error), requestId);
  const body = JSON.stringify(problem);
  socket.end(
    [
      `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
      "Content-Type: application/problem+json",
      `Content-Length: ${Buffer.byteLength(body)}`,
      `X-Request-Id: ${requestId}`,
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
      "Connection: close",
      "",
      body,
    ].join("\r\n"),
  );
  return { requestId, status: problem.status, code: problem.code };
}

/** What it was answered with. */
export type Unreadable = { requestId: string; status: number; code: string };

function toRefusal({ code }: NodeJS.ErrnoException): AppError {
  if (code === "HPE_HEADER_OVERFLOW") {
    return new AppError("headers_too_large", { detail: "The headers have at most 16 KiB." });
  }
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") {
    return new AppError("bad_request", { detail: "The request took too long to arrive." });
  }
  return new AppError("bad_request", { detail: "This is no request of HTTP/1.1 (RFC 9112)." });
}

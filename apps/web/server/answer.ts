import type { ServerResponse } from "node:http";

/** Answers with JSON that is nobody's to cache. */
export function answerJson(
  res: ServerResponse,
  status: number,
  body: object,
  {
    contentType = "application/json",
    headers = {},
  }: { contentType?: string; headers?: Record<string, string> } = {},
): void {
  const text = JSON.stringify(body);
  res.writeHead(status, {
    "Content-Type": contentType,
    "Content-Length": Buffer.byteLength(text),
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    ...headers,
  });
  res.end(text);
}

import type { ServerResponse } from "node:http";

/** Answers with JSON. */
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
    ...headers,
  });
  res.end(text);
}

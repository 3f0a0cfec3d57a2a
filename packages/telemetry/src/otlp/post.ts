import type { OperatorHttp } from "@crossdock/http";
import { BatchRefused } from "../sink.ts";

export type Post = (path: "traces" | "metrics", body: object) => Promise<void>;

/**
 * Sends to a collector by OTLP/HTTP in JSON (opentelemetry.io/docs/specs/otlp). Throws `BatchRefused`
 * for an answer that says not to send it again, and another error where it may be tried later.
 */
export function createPost(
  http: OperatorHttp,
  endpoint: string,
  headers: Readonly<Record<string, string>>,
): Post {
  return async (path, body) => {
    const { status } = await http.request({
      method: "POST",
      url: `${endpoint.replace(/\/$/, "")}/v1/${path}`,
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
      ...{ deadlineMs: 10_000, maxBytes: 100_000 },
    });
    if (status >= 200 && status < 300) return;
    const error = `the collector answered ${status}`;
    throw retryable.has(status) ? new Error(error) : new BatchRefused(error);
  };
}

const retryable = new Set([429, 502, 503, 504]);

/** `key=value` with commas between, values as in URLs (the specification's environment variables). */
export function headersIn(text: string): Record<string, string> {
  const pairs = text
    .split(",")
    .map((pair) => pair.trim())
    .filter(Boolean);
  return Object.fromEntries(
    pairs.map((pair) => {
      const mark = pair.indexOf("=");
      return [pair.slice(0, mark).trim(), decodeURIComponent(pair.slice(mark + 1).trim())];
    }),
  );
}

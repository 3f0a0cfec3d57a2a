import type { LogDetail, LogEntry } from "@crossdock/api/schemas";
import { shellWord } from "../../../../shell-word.ts";

type Bodies = LogDetail["detail"];

export type Curl = {
  command: string;
  /** What `@body.json` stands for; null where the body is in the command. */
  file: string | null;
};

const bodyBytesMax = 64 * 1024;

/**
 * A logged request as a command, its credential as `$API_KEY`; null where no key could make it: pages
 * come with a session, webhooks with a signature, and calls that left go to somebody else.
 */
export function curlOf(
  { transport, method, path }: Pick<LogEntry, "transport" | "method" | "path">,
  detail: Bodies,
  appUrl: string,
): Curl | null {
  if (transport !== "rest" && transport !== "mcp") return null;
  const url = `${appUrl}${path}${detail?.query ? `?${detail.query}` : ""}`;
  const body = detail?.requestBody ?? "";
  const inFile = new TextEncoder().encode(body).length > bodyBytesMax;
  const headers = Object.entries(detail?.requestHeaders ?? {}).filter(
    ([name, value]) => kept.has(name.toLowerCase()) && !value.includes("‹"),
  );
  const command = [
    `curl${method === "GET" ? "" : ` -X ${method}`} ${shellWord(url)}`,
    `-H "Authorization: Bearer $API_KEY"`,
    ...headers.map(([name, value]) => `-H ${shellWord(`${name}: ${value}`)}`),
    ...(body === "" ? [] : [`--data-binary ${inFile ? "@body.json" : shellWord(body)}`]),
  ].join(" \\\n  ");
  return { command, file: inFile ? body : null };
}

// What a program means to send; the rest is its connection's, or ours.
const kept: ReadonlySet<string> = new Set([
  ...["accept", "accept-language", "api-version", "content-type", "content-encoding"],
  ...["idempotency-key", "if-match", "if-none-match", "if-modified-since", "prefer"],
  ...["mcp-protocol-version", "mcp-session-id"],
]);

import type { LogFilter } from "@crossdock/api/schemas";
import { words } from "../../../words.ts";
import type { LogFilterName } from "./filters.ts";

/** The filters as people read them, in the order of the chips. */
export const filterWords: Record<Exclude<LogFilterName, "range" | "from" | "to">, string> = {
  q: "Words",
  status: "Status",
  method: "Method",
  transport: "Transport",
  operation: "Operation",
  version: "Version",
  principalId: "Client",
  partnerId: "Partner",
  errorCode: "Error",
  requestId: "Request",
  traceId: "Trace",
  ip: "Address",
  minDurationMs: "At least",
};

export type NarrowingName = keyof typeof filterWords;

export const narrowingNames = Object.keys(filterWords) as NarrowingName[];

/** A filter's value in words; `names` has those of clients and partners that are known. */
export function valueWords(
  name: NarrowingName,
  value: string | number,
  names: ReadonlyMap<string, string>,
): string {
  if (name === "minDurationMs") return `${Number(value).toLocaleString("en")} ms`;
  if (name === "transport") return transportWords(String(value));
  return names.get(String(value)) ?? String(value);
}

/** What a filter narrows by, name and value, in the order of the chips. */
export function filterFacts(
  filter: LogFilter,
  names: ReadonlyMap<string, string> = new Map(),
): [string, string][] {
  return narrowingNames.flatMap((name): [string, string][] => {
    const value = filter[name];
    return value === undefined ? [] : [[filterWords[name], valueWords(name, value, names)]];
  });
}

/** By which way a call came, as people say it. */
export function transportWords(transport: string): string {
  return transports[transport] ?? words(transport);
}

const transports: Record<string, string> = {
  rest: "REST API",
  trpc: "Dashboard",
  mcp: "MCP",
  oauth: "OAuth",
  webhook: "Webhook in",
  page: "Page",
  file: "File",
  outbound: "Call out",
};

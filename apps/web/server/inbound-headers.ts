import type { IncomingMessage } from "node:http";
import { hopsHeader } from "@crossdock/api";
import type { InboundHeaders } from "@crossdock/connectors";

/** Each line apart: joined, as Node gives them, two signatures or ids would look like another one. */
export function distinctHeaders({ headersDistinct }: IncomingMessage): InboundHeaders {
  const headers: Record<string, string | string[]> = {};
  for (const [name, values = []] of Object.entries(headersDistinct))
    headers[name] = values.length === 1 ? (values[0] ?? "") : values;
  return headers;
}

const textMax = 1000;

/** Of a delivery's headers those that are kept: what the scheme names, and what sort of text by whom. */
export function keptHeaders(headers: InboundHeaders, names: readonly string[]) {
  const kept: Record<string, string> = {};
  for (const name of ["content-type", "user-agent", hopsHeader, ...names]) {
    const value = headers[name];
    const text = typeof value === "string" ? value : value?.join(", ");
    // PostgreSQL has no form for NUL; Node lets none in, a caller of ours might.
    if (text) kept[name] = text.slice(0, textMax).replaceAll("\0", "");
  }
  return kept;
}

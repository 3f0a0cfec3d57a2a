import { parseJson } from "@crossdock/core";

/** JSON laid out to be read; any other text as it is. */
export function prettyJson(text: string): string {
  const value = parseJson(text);
  return value === undefined ? text : JSON.stringify(value, null, 2);
}

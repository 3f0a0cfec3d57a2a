import { filterNames, type LogFilters } from "../filters.ts";

/** The filters that a saved query names, and none else. */
export function valuesOf(query: string): LogFilters {
  const params = new URLSearchParams(query);
  const values = filterNames.map((name) => {
    const text = params.get(name);
    return [name, name === "minDurationMs" && text !== null ? Number(text) : text];
  });
  return Object.fromEntries(values);
}

/** Whether two queries ask for the same, in whatever order. */
export function isSameQuery(one: string, other: string): boolean {
  const sorted = (query: string) =>
    JSON.stringify(filterNames.map((name) => valuesOf(query)[name]));
  return sorted(one) === sorted(other);
}

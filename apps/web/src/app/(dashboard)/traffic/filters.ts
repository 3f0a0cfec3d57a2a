import { createLoader, parseAsStringLiteral } from "nuqs/server";
import { filterQuery, type LogFilters, logFilters, toFilter } from "../requests/filters.ts";
import { trafficFilter } from "../requests/traffic/traffic-filter.ts";

export const metrics = ["requests", "errors", "latency", "bytes"] as const;
export type Metric = (typeof metrics)[number];

/** The page's part of the URL: the filters of the log, how charts are shown, and a phone's one chart. */
export const trafficParams = {
  ...logFilters,
  show: parseAsStringLiteral(["tables"]),
  metric: parseAsStringLiteral(metrics).withDefault("requests"),
};

export const loadTrafficParams = createLoader(trafficParams);

/** What the sums are asked of an address, and what they cannot tell apart. */
export function askedOf(values: Partial<LogFilters>) {
  const { filter, refused } = toFilter(values);
  return { ...trafficFilter(filter), refused };
}

/** The address of the log with the same filters and these besides. */
export function requestsHref(values: Partial<LogFilters>, more: Partial<LogFilters> = {}): string {
  // Two moments take the place of a length of time.
  const { range = null } = more.from ? {} : values;
  return `/requests${filterQuery({ ...values, ...more, range })}`;
}

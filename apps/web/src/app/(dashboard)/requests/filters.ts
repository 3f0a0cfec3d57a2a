import { LogFilter } from "@crossdock/api/schemas";
import { createLoader, createSerializer, parseAsInteger, parseAsString } from "nuqs/server";
import { rangeMs, rangeOrUsual } from "../../../components/time-range/ranges.ts";

/** What the log of requests is filtered by, as the address names it. */
export const logFilters = {
  range: parseAsString,
  from: parseAsString,
  to: parseAsString,
  transport: parseAsString,
  operation: parseAsString,
  version: parseAsString,
  principalId: parseAsString,
  partnerId: parseAsString,
  method: parseAsString,
  status: parseAsString,
  errorCode: parseAsString,
  requestId: parseAsString,
  traceId: parseAsString,
  ip: parseAsString,
  minDurationMs: parseAsInteger,
  q: parseAsString,
};

/** The explorer's part of the URL: the filters, the saved view that they began as, and the page. */
export const requestFilters = { ...logFilters, view: parseAsString, cursor: parseAsString };

export const loadRequestFilters = createLoader(requestFilters);

export type LogFilterName = keyof typeof logFilters;

/** The values in an address; null where it names none. */
export type LogFilters = { [Name in Exclude<LogFilterName, "minDurationMs">]: string | null } & {
  minDurationMs: number | null;
};

/** The query of a page's address with these filters, `?` before it; empty where none is set. */
export const filterQuery = createSerializer(logFilters);

/** What the procedures take of an address, and the names of what they would refuse. */
export function toFilter(values: Partial<LogFilters>): {
  filter: LogFilter;
  refused: LogFilterName[];
} {
  const filter: Record<string, unknown> = {};
  const refused: LogFilterName[] = [];
  for (const name of filterNames) {
    const value = values[name] ?? "";
    // One letter matches nearly everything, and more of them are on their way.
    if (value === "" || (name === "q" && String(value).trim().length < 2)) continue;
    if (LogFilter.shape[name].safeParse(value).success) filter[name] = value;
    else refused.push(name);
  }
  // Moments say it exactly; an end alone says nothing.
  if (filter.from !== undefined) delete filter.range;
  else if (filter.to !== undefined) {
    delete filter.to;
    refused.push("to");
  }
  const parsed = LogFilter.safeParse(filter);
  return parsed.success ? { filter: parsed.data, refused } : { filter: {}, refused: filterNames };
}

export const filterNames = Object.keys(logFilters) as LogFilterName[];

/** A list's input: the filters that hold, fifty rows a page. */
export function logInput({ cursor, ...values }: Partial<LogFilters> & { cursor: string | null }) {
  return { limit: 50, ...toFilter(values).filter, ...(cursor && { cursor }) };
}

const times: readonly LogFilterName[] = ["range", "from", "to"];

/** The filters that narrow the time's requests; a time alone is none. */
export function narrowing(values: LogFilters): LogFilterName[] {
  return filterNames.filter((name) => !times.includes(name) && (values[name] ?? "") !== "");
}

/** Has seven days looked through; undefined where that is no more than now. */
export function widening(
  values: LogFilters,
  change: (values: Partial<LogFilters>) => void,
): (() => void) | undefined {
  const { range } = rangeOrUsual(values);
  if (range === null || rangeMs(range) >= rangeMs(wide)) return undefined;
  return () => change({ range: wide, from: null, to: null });
}

const wide = "7d";

/** All that narrows, taken off. */
export const cleared: Partial<LogFilters> = Object.fromEntries(
  filterNames.filter((name) => !times.includes(name)).map((name) => [name, null]),
);

/** One filter's new value. */
export function only(name: LogFilterName, value: string | number | null): Partial<LogFilters> {
  return { [name]: value } as Partial<LogFilters>;
}

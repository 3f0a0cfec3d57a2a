import type { LogFilter } from "@crossdock/api/schemas";
import { filterWords, narrowingNames } from "../filter-words.ts";

const summed = ["transport", "operation", "version", "principalId", "partnerId"] as const;

/** Of the log's filters those that its sums can tell apart, and the others in words. */
export function trafficFilter({ range, from, to, status, ...filter }: LogFilter) {
  const known = Object.fromEntries(
    summed.flatMap((name) => (filter[name] === undefined ? [] : [[name, filter[name]]])),
  );
  const statusClass = status && `${status[0]}xx`;
  const unasked = narrowingNames.filter((name) => {
    if (name === "status") return status !== statusClass;
    return filter[name] !== undefined && !(name in known);
  });
  const time = { ...(range && { range }), ...(from && { from }), ...(to && { to }) };
  return {
    asked: { ...time, ...known, ...(statusClass && { status: statusClass }) },
    unasked: unasked.map((name) => filterWords[name]),
  };
}

import type { AlertRule, Database } from "@crossdock/db";
import {
  type Histogram,
  minuteMs,
  type Series,
  type Traffic,
  unpackHistogram,
} from "@crossdock/telemetry/alerts";

/** Which requests a rule is about. */
export type Scope = {
  level: 0 | 1 | 2 | 3;
  operation: string;
  /** `*`: each client by itself. */
  principal: string;
  transports: string;
};

// The API's own; what fails in the server is the team's to mend wherever it fails.
const apiTransports = "rest mcp";
const ownTransports = "rest mcp trpc oauth webhook page file";

export function scopeOfRule({
  kind,
  operation,
  principalId,
}: Pick<AlertRule, "kind" | "operation" | "principalId">): Scope {
  const level = ((operation ? 1 : 0) + (principalId ? 2 : 0)) as Scope["level"];
  return {
    ...{ level, operation: operation ?? "", principal: principalId ?? "" },
    transports: kind === "fault_rate" ? ownTransports : apiTransports,
  };
}

type Wanted = { scope: Scope; from: Date; histogram: boolean };

/** The minutes of each scope by principal; one that is not `*` has a single series, under its own name. */
export type SeriesOfScope = ReadonlyMap<string, Series>;

/** Reads the minutes up to now, of each scope from its `from` on, in two statements however many. */
export async function readTraffic(
  db: Pick<Database, "query">,
  wanted: readonly Wanted[],
): Promise<SeriesOfScope[]> {
  const found = wanted.map(({ scope }) => {
    const named = scope.principal === "*" ? [] : [[scope.principal, new Map()] as const];
    return new Map<string, Map<number, Sum>>(named);
  });
  const sumOf = ({ place, principal, minute }: Place): Sum => {
    const series = found[place] ?? new Map();
    const own = series.get(principal) ?? new Map<number, Sum>();
    const sum = own.get(minute) ?? { count: 0, errors: 0, faults: 0, histogram: new Map() };
    series.set(principal, own.set(minute, sum));
    return sum;
  };
  if (wanted.length === 0) return found;
  const counts = await db.query<Place & Counts>("alert-counts", readCounts, columnsOf(wanted));
  for (const { count, errors, faults, ...place } of counts)
    Object.assign(sumOf(place), { count, errors, faults });
  if (!wanted.some(({ histogram }) => histogram)) return found;
  const rows = await db.query<Place & Packed>("alert-histograms", readPacked, columnsOf(wanted));
  for (const { packed, ...place } of rows) sumOf(place).histogram = unpackHistogram(packed);
  return found;
}

type Sum = Traffic & { histogram: Histogram };
type Place = { place: number; principal: string; minute: number };
type Counts = { count: number; errors: number; faults: number };
type Packed = { packed: Uint8Array };

function columnsOf(wanted: readonly Wanted[]): unknown[] {
  return [
    wanted.map((_, place) => place),
    wanted.map(({ scope }) => scope.level),
    wanted.map(({ scope }) => scope.operation),
    wanted.map(({ scope }) => scope.principal),
    wanted.map(({ scope }) => scope.transports),
    wanted.map(({ from }) => new Date(Math.floor(from.getTime() / minuteMs) * minuteMs)),
    wanted.map(({ histogram }) => histogram),
  ];
}

const joined = `
  FROM unnest($1::int[], $2::smallint[], $3::text[], $4::text[], $5::text[], $6::timestamptz[],
    $7::bool[]) AS s(place, level, operation, principal, transports, since, histogram)
  JOIN request_rollup r ON r.grain = 'minute' AND r.level = s.level AND r.at >= s.since
    AND r.transport = ANY(string_to_array(s.transports, ' ')) AND r.operation = s.operation
    AND (r.principal_id = s.principal OR (s.principal = '*' AND r.principal_id <> '-'))`;

const place = `s.place, CASE s.principal WHEN '*' THEN r.principal_id ELSE s.principal END AS principal,
    (extract(epoch FROM r.at) / 60)::int AS minute`;

const readCounts = `
  SELECT ${place}, sum(r.count)::int AS count,
    coalesce(sum(r.count) FILTER (WHERE r.status_class >= 4), 0)::int AS errors,
    coalesce(sum(r.count) FILTER (WHERE r.status_class = 5), 0)::int AS faults
  ${joined} GROUP BY 1, 2, 3`;

const readPacked = `
  SELECT ${place}, string_agg(r.histogram, '') AS packed ${joined} AND s.histogram
  GROUP BY 1, 2, 3`;

import type { Database } from "@crossdock/db";
import {
  type ErrorCell,
  type ErrorKey,
  errorGrains,
  errorGroupKey,
  writeErrorCells,
} from "./error-rollup-rows.ts";
import type { RequestRecord } from "./record.ts";
import { grainMs, writeChanged } from "./rollup-rows.ts";

/** The sums of requests that failed by hour and day (UTC), as the table `error_rollup` has them. */
export type ErrorRollups = {
  /** A look into a map. What began before `since` (milliseconds) counts for then. */
  add(record: RequestRecord, since: number): void;
  /** Writes what has changed. @throws where it could not: the next call writes it too */
  write(): Promise<void>;
  /** Lets go of the hours and days that had ended by then. */
  forget(end: number): void;
};

/**
 * Rows are written whole under the name of this process. In an hour or a day that has 5,000 of them,
 * further callers are summed up as `others`, each partner's by themselves.
 */
export function createErrorRollups(db: Pick<Database, "query">, writer: string): ErrorRollups {
  const groups = new Map<string, Map<string, ErrorCell>>();
  let fresh = new Map<string, Fresh>();

  function fold(): void {
    const folded = fresh;
    fresh = new Map();
    for (const { key, hour, sum } of folded.values()) {
      for (const grain of errorGrains) {
        const at = Math.floor((hour * grainMs.hour) / grainMs[grain]) * grainMs[grain];
        const groupName = `${grain} ${at}`;
        const group = groups.get(groupName) ?? new Map<string, ErrorCell>();
        groups.set(groupName, group);
        const cell = cellOf(group, { grain, at }, key);
        cell.changed = true;
        addSum(cell.sum, sum);
      }
    }
  }

  return {
    add(record, since) {
      const hour = Math.floor(Math.max(record.at.getTime(), since) / grainMs.hour);
      const { transport, operation, version, principal, status, errorCode } = record;
      const what = `${hour} ${transport} ${operation} ${version} ${status} ${errorCode}`;
      const name = `${what} ${principal?.partnerId} ${principal?.id}`;
      const entry = fresh.get(name);
      if (entry) addSum(entry.sum, sumOf(record));
      else fresh.set(name, { key: keyOf(record), hour, sum: sumOf(record) });
    },
    async write() {
      fold();
      const cells = [...groups.values()].flatMap((group) => [...group.values()]);
      await writeChanged(cells, (some) => writeErrorCells(db, writer, some));
    },
    forget(end) {
      // Here too: while nothing can be written, only what is folded is bounded.
      fold();
      for (const [name, group] of groups) {
        const [{ place } = { place: null }] = group.values();
        if (place === null || place.at + grainMs[place.grain] <= end) groups.delete(name);
      }
    },
  };
}

/** As the log's index on errors has it. */
export function hasFailed({ status, errorCode }: RequestRecord): boolean {
  return status >= 400 || errorCode !== null;
}

type Fresh = { key: ErrorKey; hour: number; sum: ErrorCell["sum"] };

const cellsMax = 5000;

function keyOf({ principal, ...record }: RequestRecord): ErrorKey {
  return {
    errorCode: record.errorCode ?? "",
    status: record.status,
    transport: record.transport,
    operation: record.operation ?? "-",
    version: record.version ?? "-",
    principalId: principal?.id ?? "-",
    partnerId: principal?.partnerId ?? "",
    principalKind: principal?.kind ?? "",
  };
}

function nameOf({ partnerId, ...key }: ErrorKey): string {
  const what = `${key.transport} ${key.operation} ${key.version} ${key.status} ${key.errorCode}`;
  return `${what} ${partnerId} ${key.principalId}`;
}

function cellOf(
  group: Map<string, ErrorCell>,
  place: ErrorCell["place"],
  key: ErrorKey,
): ErrorCell {
  const name = nameOf(key);
  const known = group.get(name);
  if (known) return known;
  // A caller with ever new names must not fill the memory.
  if (group.size >= cellsMax && !["-", "others"].includes(key.principalId))
    return cellOf(group, place, { ...key, principalId: "others", principalKind: "" });
  const sum = { count: 0, firstAt: Number.POSITIVE_INFINITY, lastAt: 0, requestId: "" };
  const cell = { place, key, groupKey: errorGroupKey(key), sum, changed: true };
  group.set(name, cell);
  return cell;
}

function sumOf({ at, requestId }: RequestRecord): ErrorCell["sum"] {
  const time = at.getTime();
  return { count: 1, firstAt: time, lastAt: time, requestId };
}

function addSum(sum: ErrorCell["sum"], other: ErrorCell["sum"]): void {
  sum.count += other.count;
  if (other.firstAt < sum.firstAt) sum.firstAt = other.firstAt;
  if (other.lastAt < sum.lastAt) return;
  sum.lastAt = other.lastAt;
  sum.requestId = other.requestId;
}

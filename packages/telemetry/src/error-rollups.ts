import type { Database } from "@crossdock/db";
import {
  type ErrorCell,
  type ErrorKey,
  errorGrains,
  errorGroupKey,
  writeErrorCells,
} from "./error-rollup-rows.ts";
import type { RequestRecord } from "./record.ts";
import { grainMs } from "./rollup-rows.ts";

/** The sums of requests that failed by hour and day (UTC), as the table `error_rollup` has them. */
export type ErrorRollups = {
  /** Two looks into a map. What began before `since` (milliseconds) counts for then. */
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
  return {
    add(record, since) {
      const key = keyOf(record);
      const name = nameOf(key);
      for (const grain of errorGrains) {
        const at = startOf(Math.max(record.at.getTime(), since), grainMs[grain]);
        const groupName = `${grain} ${at}`;
        const group = groups.get(groupName) ?? new Map<string, ErrorCell>();
        groups.set(groupName, group);
        addTo(cellOf(group, { grain, at }, key, name), record);
      }
    },
    async write() {
      const cells = [...groups.values()].flatMap((group) => [...group.values()]);
      const changed = cells.filter((cell) => cell.changed);
      // Before, not after: what is added while it is being written changes it again.
      for (const cell of changed) cell.changed = false;
      try {
        for (let start = 0; start < changed.length; start += rowsAtOnce)
          await writeErrorCells(db, writer, changed.slice(start, start + rowsAtOnce));
      } catch (error) {
        for (const cell of changed) cell.changed = true;
        throw error;
      }
    },
    forget(end) {
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

const rowsAtOnce = 1000;
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

function startOf(at: number, ms: number): number {
  return Math.floor(at / ms) * ms;
}

function cellOf(
  group: Map<string, ErrorCell>,
  place: ErrorCell["place"],
  key: ErrorKey,
  name: string,
): ErrorCell {
  const known = group.get(name);
  if (known) return known;
  // A caller with ever new names must not fill the memory.
  if (group.size >= cellsMax && !["-", "others"].includes(key.principalId)) {
    const others = { ...key, principalId: "others", principalKind: "" };
    return cellOf(group, place, others, nameOf(others));
  }
  const cell = {
    ...{ place, key, groupKey: errorGroupKey(key), changed: true },
    ...{ count: 0, firstAt: 0, lastAt: 0, requestId: "" },
  };
  group.set(name, cell);
  return cell;
}

function addTo(cell: ErrorCell, { at, requestId }: RequestRecord): void {
  const time = at.getTime();
  cell.changed = true;
  if (cell.count === 0 || time < cell.firstAt) cell.firstAt = time;
  if (cell.count === 0 || time >= cell.lastAt) {
    cell.lastAt = time;
    cell.requestId = requestId;
  }
  cell.count += 1;
}

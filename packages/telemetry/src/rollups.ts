import { randomUUID } from "node:crypto";
import { type Clock, fixedClock } from "@crossdock/core";
import type { Database } from "@crossdock/db";
import { createErrorRollups, hasFailed } from "./error-rollups.ts";
import { createFreshSums } from "./fresh-sums.ts";
import type { RequestRecord } from "./record.ts";
import {
  type Cell,
  grainMs,
  grains,
  keyAt,
  levels,
  writeCells,
  writeChanged,
} from "./rollup-rows.ts";
import { addRecord, addSum, emptySum, type Sum, type SumKey } from "./sums.ts";

/** The sums of requests by minute, hour and day (UTC), as `request_rollup` and `error_rollup` have them. */
export type Rollups = {
  /** A look into a map. What began more than ten minutes ago counts for the time ten minutes ago. */
  add(record: RequestRecord): void;
  /** Writes what has changed. @throws where it could not: the next call writes it too */
  write(): Promise<void>;
  /** Sums since the start of this process by transport, operation, version and class; nobody is told apart. */
  cumulative(): [SumKey, Sum][];
};

export type RollupsOptions = {
  db: Pick<Database, "query">;
  clock: Clock;
  /** Told of sums that were written, for open pages: of which transports they are. */
  onWritten?: (transports: ReadonlySet<string>) => void;
};

/**
 * Rows are written whole under a name of this process, so that nothing has to be read or merged.
 * Callers beyond 5,000 in one minute, hour or day are summed up as `others`.
 */
export function createRollups({ db, clock, onWritten }: RollupsOptions): Rollups {
  const writer = randomUUID();
  const errors = createErrorRollups(db, writer);
  const groups = new Map<string, Group>();
  const total = new Map<string, [SumKey, Sum]>();
  let fresh = createFreshSums();
  // No request counts for a minute before this one: the sums of those are given up.
  let floor = floorOf(clock);
  let writing = Promise.resolve();

  function fold(): void {
    floor = floorOf(clock);
    const { all } = fresh;
    fresh = createFreshSums();
    for (const { key, minute, sum } of all) {
      addTo(total, keyAt(1, key), sum);
      for (const grain of grains) {
        const at = Math.floor((minute * minuteMs) / grainMs[grain]) * grainMs[grain];
        for (const level of levels) addToGroup(groups, { grain, level, at }, key, sum);
      }
    }
  }

  async function write(): Promise<void> {
    fold();
    const end = floor * minuteMs;
    const cells = [...groups.values()].flatMap((group) => [...group.cells.values()]);
    let changed: Cell[];
    try {
      // First: who counts a request finds what became of it.
      await errors.write();
      changed = await writeChanged(cells, (some) => writeCells(db, writer, some));
    } catch (error) {
      // While the database is away minutes would fill the memory; hours and days still tell of them.
      forget(end - unwrittenMs);
      throw error;
    }
    forget(end);
    if (changed.length > 0) onWritten?.(new Set(changed.map(({ key }) => key.transport)));
  }

  function forget(before: number): void {
    errors.forget(before);
    for (const [name, { place }] of groups)
      if (place.at + grainMs[place.grain] <= before) groups.delete(name);
  }

  return {
    add(record) {
      const minute = Math.max(Math.floor(record.at.getTime() / minuteMs), floor);
      addRecord(fresh.of(record, minute), record);
      if (hasFailed(record)) errors.add(record, floor * minuteMs);
    },
    write() {
      writing = writing.catch(() => {}).then(write);
      return writing;
    },
    cumulative() {
      fold();
      return [...total.values()];
    },
  };
}

/** Writes the sums of these records, whatever their times. */
export async function insertRollups(
  db: Pick<Database, "query">,
  records: readonly RequestRecord[],
): Promise<void> {
  const first = Math.min(...records.map(({ at }) => at.getTime()));
  const rollups = createRollups({ db, clock: fixedClock(new Date(first)) });
  for (const record of records) rollups.add(record);
  await rollups.write();
}

type Group = { place: Cell["place"]; cells: Map<string, Cell> };

const minuteMs = 60_000;
const lateMinutes = 10;
const unwrittenMs = 3_600_000;
const cellsMax = 5000;

function floorOf(clock: Clock): number {
  return Math.floor(clock.now().getTime() / minuteMs) - lateMinutes;
}

function addTo(sums: Map<string, [SumKey, Sum]>, key: SumKey, sum: Sum): void {
  const name = nameOf(key);
  const entry: [SumKey, Sum] = sums.get(name) ?? [key, emptySum()];
  sums.set(name, entry);
  addSum(entry[1], sum);
}

function addToGroup(
  groups: Map<string, Group>,
  place: Cell["place"],
  whole: SumKey,
  sum: Sum,
): void {
  const groupName = `${place.grain} ${place.level} ${place.at}`;
  let group = groups.get(groupName);
  if (!group) {
    group = { place, cells: new Map() };
    groups.set(groupName, group);
  }
  let key = keyAt(place.level, whole);
  // A caller with ever new names must not fill the memory.
  if (group.cells.size >= cellsMax && !group.cells.has(nameOf(key)) && key.principalId !== "")
    key = { ...key, principalId: "others", partnerId: "" };
  const name = nameOf(key);
  const cell = group.cells.get(name) ?? { place, key, sum: emptySum(), changed: true };
  group.cells.set(name, cell);
  addSum(cell.sum, sum);
  cell.changed = true;
}

function nameOf(key: SumKey): string {
  return `${key.transport} ${key.operation} ${key.version} ${key.statusClass} ${key.principalId}`;
}

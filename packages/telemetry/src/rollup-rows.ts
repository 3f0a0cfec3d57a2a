import type { Database } from "@crossdock/db";
import { packHistogram } from "./packed-histogram.ts";
import type { Sum, SumKey } from "./sums.ts";

export const grainMs = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };
export type Grain = keyof typeof grainMs;

/** How many days sums are kept: those of a minute are for today's questions, those of a day for the year's. */
export const rollupDays = { minute: 7, hour: 90, day: 800 } as const satisfies Record<
  Grain,
  number
>;

export const grains = ["minute", "hour", "day"] as const satisfies readonly Grain[];

/** 0 all of a transport, 1 by operation and version, 2 by principal, 3 by both. */
export type Level = 0 | 1 | 2 | 3;
export const levels = [0, 1, 2, 3] as const satisfies readonly Level[];

/** A row: where it is, and what it sums up. */
export type Cell = {
  /** `at` is the start of the minute, hour or day, in milliseconds. */
  place: { grain: Grain; level: Level; at: number };
  key: SumKey;
  sum: Sum;
  /** Whether it is to be written. */
  changed: boolean;
};

/** What a level tells apart; the rest is empty. */
export function keyAt(level: Level, key: SumKey): SumKey {
  const byOperation = level === 1 || level === 3;
  const byPrincipal = level >= 2;
  return {
    transport: key.transport,
    operation: byOperation ? key.operation : "",
    version: byOperation ? key.version : "",
    principalId: byPrincipal ? key.principalId : "",
    partnerId: byPrincipal ? key.partnerId : "",
    statusClass: key.statusClass,
  };
}

/**
 * Writes the cells that have changed, a thousand at a time, and returns them.
 * @throws where it could not: they count as changed still
 */
export async function writeChanged<One extends { changed: boolean }>(
  cells: readonly One[],
  write: (some: readonly One[]) => Promise<void>,
): Promise<One[]> {
  const changed = cells.filter((cell) => cell.changed);
  // Before, not after: what is added while it is being written changes it again.
  for (const cell of changed) cell.changed = false;
  try {
    for (let start = 0; start < changed.length; start += rowsAtOnce)
      await write(changed.slice(start, start + rowsAtOnce));
    return changed;
  } catch (error) {
    for (const cell of changed) cell.changed = true;
    throw error;
  }
}

const rowsAtOnce = 1000;

/** Writes rows whole: what this writer wrote there before is replaced. */
export async function writeCells(
  db: Pick<Database, "query">,
  writer: string,
  cells: readonly Cell[],
): Promise<void> {
  const column = (value: (cell: Cell) => string | number | Date | Buffer) => cells.map(value);
  await db.query("request-rollups", replaceRows, [
    column(({ place }) => place.grain),
    column(({ place }) => place.level),
    column(({ place }) => new Date(place.at)),
    column(({ key }) => key.transport),
    column(({ key }) => key.operation),
    column(({ key }) => key.version),
    column(({ key }) => key.principalId),
    column(({ key }) => key.statusClass),
    column(({ key }) => key.partnerId),
    column(({ sum }) => sum.count),
    column(({ sum }) => sum.bytesIn),
    column(({ sum }) => sum.bytesOut),
    column(({ sum }) => Math.round(sum.durationUs)),
    column(({ sum }) => packHistogram(sum.histogram)),
    writer,
    column(({ sum }) => new Date(sum.firstAt)),
    column(({ sum }) => new Date(sum.lastAt)),
  ]);
}

const replaceRows = `
  INSERT INTO request_rollup (
    grain, level, at, transport, operation, version, principal_id, status_class, partner_id,
    count, bytes_in, bytes_out, duration_us, histogram, writer, first_at, last_at)
  SELECT
    grain, level, at, transport, operation, version, principal_id, status_class, partner_id,
    count, bytes_in, bytes_out, duration_us, histogram, $15, first_at, last_at
  FROM unnest(
    $1::text[], $2::smallint[], $3::timestamptz[], $4::text[], $5::text[], $6::text[], $7::text[],
    $8::smallint[], $9::text[], $10::int[], $11::bigint[], $12::bigint[], $13::bigint[],
    $14::bytea[], $16::timestamptz[], $17::timestamptz[]
  ) AS t(
    grain, level, at, transport, operation, version, principal_id, status_class, partner_id,
    count, bytes_in, bytes_out, duration_us, histogram, first_at, last_at)
  ON CONFLICT (
    grain, level, at, transport, operation, version, principal_id, status_class, writer
  ) DO UPDATE SET
    partner_id = excluded.partner_id,
    count = excluded.count,
    bytes_in = excluded.bytes_in,
    bytes_out = excluded.bytes_out,
    duration_us = excluded.duration_us,
    histogram = excluded.histogram,
    first_at = excluded.first_at,
    last_at = excluded.last_at`;

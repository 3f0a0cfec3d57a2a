import { createHash } from "node:crypto";
import type { Database } from "@crossdock/db";
import type { Grain } from "./rollup-rows.ts";

export const errorGrains = ["hour", "day"] as const satisfies readonly Grain[];

/** What requests have in common that failed in the same way. */
export type ErrorKey = {
  /** Empty where there was none; `-` is the same of an operation, a version and a principal. */
  errorCode: string;
  status: number;
  transport: string;
  operation: string;
  version: string;
  principalId: string;
  /** Empty for the shop's own. */
  partnerId: string;
  principalKind: string;
};

/** A row: where it is, and what it sums up; `at` is the start of the hour or day. Times are in milliseconds. */
export type ErrorCell = {
  place: { grain: (typeof errorGrains)[number]; at: number };
  key: ErrorKey;
  /** Of the key: as `errorGroupKey` makes it. */
  groupKey: string;
  /** `requestId` is the latest of them. */
  sum: { count: number; firstAt: number; lastAt: number; requestId: string };
  /** Whether it is to be written. */
  changed: boolean;
};

/** What stands for a key: 64 bits of a hash, as PostgreSQL writes a bigint. */
export function errorGroupKey({ principalKind, ...key }: ErrorKey): string {
  const texts = [key.errorCode, key.status, key.transport, key.operation, key.version];
  const all = [...texts, key.principalId, key.partnerId].join("\n");
  return createHash("sha256").update(all).digest().readBigInt64BE().toString();
}

/** Writes rows whole: what this writer wrote there before is replaced. */
export async function writeErrorCells(
  db: Pick<Database, "query">,
  writer: string,
  cells: readonly ErrorCell[],
): Promise<void> {
  const column = (value: (cell: ErrorCell) => string | number | Date) => cells.map(value);
  await db.query("error-rollups", replaceRows, [
    column(({ place }) => place.grain),
    column(({ place }) => new Date(place.at)),
    column(({ groupKey }) => groupKey),
    column(({ key }) => key.errorCode),
    column(({ key }) => key.status),
    column(({ key }) => key.transport),
    column(({ key }) => key.operation),
    column(({ key }) => key.version),
    column(({ key }) => key.principalId),
    column(({ key }) => key.partnerId),
    column(({ key }) => key.principalKind),
    column(({ sum }) => sum.count),
    column(({ sum }) => new Date(sum.firstAt)),
    column(({ sum }) => new Date(sum.lastAt)),
    column(({ sum }) => sum.requestId),
    writer,
  ]);
}

const replaceRows = `
  INSERT INTO error_rollup (
    grain, at, group_key, error_code, status, transport, operation, version, principal_id, partner_id,
    principal_kind, count, first_at, last_at, request_id, writer)
  SELECT *, $16 FROM unnest(
    $1::text[], $2::timestamptz[], $3::bigint[], $4::text[], $5::smallint[], $6::text[], $7::text[],
    $8::text[], $9::text[], $10::text[], $11::text[], $12::int[], $13::timestamptz[],
    $14::timestamptz[], $15::text[])
  ON CONFLICT (grain, at, group_key, writer) DO UPDATE SET
    count = excluded.count,
    first_at = excluded.first_at,
    last_at = excluded.last_at,
    request_id = excluded.request_id`;

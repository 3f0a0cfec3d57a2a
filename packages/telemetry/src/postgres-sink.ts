import { type CopyValue, copyLine, type Database, isUnavailable } from "@crossdock/db";
import { dayName, ensurePartitions } from "./partitions.ts";
import type { RequestRecord } from "./record.ts";
import { BatchRefused, type Sink } from "./sink.ts";

/** Writes the log's tables, a day a partition, and makes tomorrow's ahead. */
export function createPostgresSink(db: Pick<Database, "query" | "copy">): Sink {
  const known = new Set<string>();
  return {
    name: "postgres",
    async write(batch) {
      try {
        await ensureDays(db, batch, known);
        await copyRecords(db, batch);
      } catch (error) {
        if (isUnavailable(error)) throw error;
        throw new BatchRefused("PostgreSQL does not take the batch", { cause: error });
      }
    },
    close: async () => {},
  };
}

/** Writes records as the recorder does, whatever their days. */
export async function insertRecords(
  db: Pick<Database, "query" | "copy">,
  records: readonly RequestRecord[],
): Promise<void> {
  await ensureDays(db, records, new Set());
  await copyRecords(db, records);
}

async function ensureDays(
  db: Pick<Database, "query">,
  batch: readonly RequestRecord[],
  known: Set<string>,
): Promise<void> {
  const days = new Set(batch.map(({ at }) => Math.floor(at.getTime() / dayMs)));
  for (const number of days) {
    for (const day of [new Date(number * dayMs), new Date((number + 1) * dayMs)]) {
      const name = dayName(day);
      if (known.has(name)) continue;
      await ensurePartitions(db, day);
      known.add(name);
    }
  }
}

const dayMs = 86_400_000;

function copyRecords(db: Pick<Database, "copy">, batch: readonly RequestRecord[]): Promise<void> {
  const log = { table: "request_log", columns: logColumns, lines: "" };
  const detail = { table: "request_detail", columns: detailColumns, lines: "" };
  for (const record of batch) {
    log.lines += copyLine(logValues(record));
    const values = detailValues(record);
    if (values) detail.lines += copyLine(values);
  }
  return db.copy(detail.lines === "" ? [log] : [log, detail]);
}

const logColumns = [
  ...["at", "request_id", "trace_id", "transport", "operation", "version"],
  ...["principal_kind", "principal_id", "partner_id", "method", "route", "path"],
  ...["status", "error_code", "duration_us"],
  ...["auth_us", "limit_us", "parse_us", "database_us", "render_us"],
  ...["bytes_in", "bytes_out", "ip", "user_agent", "replayed", "detailed"],
];

function logValues(record: RequestRecord): CopyValue[] {
  const { principal, phases, ip, userAgent } = record;
  return [
    ...[record.at, record.requestId, record.traceId],
    ...[record.transport, record.operation, record.version],
    ...[principal?.kind ?? null, principal?.id ?? null, principal?.partnerId ?? null],
    ...[record.method, record.route, record.path],
    ...[record.status, record.errorCode, int4(record.durationUs)],
    ...[phase(phases.auth), phase(phases.limit), phase(phases.parse)],
    ...[phase(phases.database), phase(phases.render)],
    ...[int4(record.bytesIn), int4(record.bytesOut), ip, userAgent],
    ...[record.replayed, record.detail !== null],
  ];
}

function phase(microseconds: number | undefined): number | null {
  return microseconds === undefined ? null : int4(microseconds);
}

/** What an `integer` takes: a stream of days, or of gigabytes, is more. */
function int4(value: number): number {
  return Math.min(Math.round(value), 2_147_483_647);
}

const detailColumns = [
  ...["at", "request_id", "request_headers", "query", "request_body"],
  ...["response_headers", "response_body", "masked"],
];

function detailValues({ at, requestId, detail }: RequestRecord): CopyValue[] | null {
  if (detail === null) return null;
  return [
    ...[at, requestId, JSON.stringify(detail.requestHeaders), detail.query, detail.requestBody],
    ...[JSON.stringify(detail.responseHeaders), detail.responseBody, detail.masked],
  ];
}

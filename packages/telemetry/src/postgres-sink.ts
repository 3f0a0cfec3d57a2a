import { type CopyValue, copyField, copyLine, type Database, isUnavailable } from "@crossdock/db";
import { dayName, ensurePartitions } from "./partitions.ts";
import type { RequestRecord } from "./record.ts";
import { BatchRefused, type Sink } from "./sink.ts";

/**
 * Writes the log's tables, a day a partition, and makes tomorrow's ahead.
 * @param onWritten told of each batch that can be read now
 */
export function createPostgresSink(
  db: Pick<Database, "query" | "copy">,
  onWritten: () => void = () => {},
): Sink {
  const known = new Set<string>();
  return {
    name: "postgres",
    async write(batch) {
      try {
        await ensureDays(db, batch, known);
        await copyRecords(db, batch);
        onWritten();
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
    log.lines += logLine(record);
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
  ...["attempt", "provider_request_id"],
];

// One template, no list of values: this is most of what a record costs.
function logLine(record: RequestRecord): string {
  const { principal, phases, outbound } = record;
  return `${copyField(record.at)}\t${record.requestId}\t${record.traceId}\t${record.transport}\t${copyField(
    record.operation,
  )}\t${copyField(record.version)}\t${copyField(principal?.kind ?? null)}\t${copyField(
    principal?.id ?? null,
  )}\t${copyField(principal?.partnerId ?? null)}\t${copyField(record.method)}\t${copyField(
    record.route,
  )}\t${copyField(record.path)}\t${record.status}\t${copyField(record.errorCode)}\t${int4(
    record.durationUs,
  )}\t${phase(phases.auth)}\t${phase(phases.limit)}\t${phase(phases.parse)}\t${phase(
    phases.database,
  )}\t${phase(phases.render)}\t${int4(record.bytesIn)}\t${int4(record.bytesOut)}\t${copyField(
    record.ip,
  )}\t${copyField(record.userAgent)}\t${record.replayed ? "t" : "f"}\t${
    record.detail === null ? "f" : "t"
  }\t${outbound === undefined ? "\\N\t\\N" : `${outbound.attempt}\t${copyField(outbound.providerRequestId)}`}\n`;
}

function phase(microseconds: number | undefined): string {
  return microseconds === undefined ? "\\N" : String(int4(microseconds));
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

import {
  type CopyValue,
  copyField,
  copyLine,
  createCopyLines,
  type Database,
  isUnavailable,
} from "@crossdock/db";
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
    batch() {
      const rows = createRows();
      return {
        add: rows.add,
        async write() {
          try {
            await ensureDays(db, rows.days, known);
            await db.copy(rows.parts);
            onWritten();
          } catch (error) {
            if (isUnavailable(error)) throw error;
            throw new BatchRefused("PostgreSQL does not take the batch", { cause: error });
          }
        },
      };
    },
    close: async () => {},
  };
}

/** Writes records as the recorder does, whatever their days. */
export async function insertRecords(
  db: Pick<Database, "query" | "copy">,
  records: readonly RequestRecord[],
): Promise<void> {
  const rows = createRows();
  for (const record of records) rows.add(record);
  await ensureDays(db, rows.days, new Set());
  await db.copy(rows.parts);
}

/** Rows of both tables, and their days (UTC) since 1970. */
function createRows() {
  const [log, detail] = [createCopyLines(), createCopyLines()];
  const days = new Set<number>();
  let lastDay = Number.NaN;
  return {
    days,
    parts: [
      { table: "request_log", columns: logColumns, lines: log.pieces },
      { table: "request_detail", columns: detailColumns, lines: detail.pieces },
    ],
    add(record: RequestRecord) {
      const day = Math.floor(record.at.getTime() / dayMs);
      if (day !== lastDay) days.add(day);
      lastDay = day;
      const bytes = log.add(logLine(record));
      const values = detailValues(record);
      return values === null ? bytes : bytes + detail.add(copyLine(values));
    },
  };
}

async function ensureDays(
  db: Pick<Database, "query">,
  days: Iterable<number>,
  known: Set<string>,
): Promise<void> {
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

const logColumns = [
  ...["at", "request_id", "trace_id", "transport", "operation", "version"],
  ...["principal_kind", "principal_id", "partner_id", "method", "route", "path"],
  ...["status", "error_code", "duration_us"],
  ...["auth_us", "limit_us", "parse_us", "database_us", "render_us"],
  ...["bytes_in", "bytes_out", "ip", "user_agent", "replayed", "detailed"],
  ...["replay_of", "attempt", "provider_request_id"],
];

// Joined at once, and only what may hold any character is looked through: this is most of what a record costs.
function logLine(record: RequestRecord): string {
  const { principal, phases } = record;
  const line = [
    timeOf(record.at),
    record.requestId,
    record.traceId,
    record.transport,
    copyField(record.operation),
    copyField(record.version),
    copyField(principal?.kind ?? null),
    copyField(principal?.id ?? null),
    copyField(principal?.partnerId ?? null),
    copyField(record.method),
    copyField(record.route),
    copyField(record.path),
    record.status,
    copyField(record.errorCode),
    int4(record.durationUs),
    phase(phases.auth),
    phase(phases.limit),
    phase(phases.parse),
    phase(phases.database),
    phase(phases.render),
    int4(record.bytesIn),
    int4(record.bytesOut),
    copyField(record.ip),
    copyField(record.userAgent),
    record.replayed ? "t" : "f",
    record.detail === null ? "f" : "t",
    record.replayOf || record.outbound ? lastFields(record) : noLastFields,
  ];
  return line.join("\t");
}

/** What few requests have, and the end of the line: to join that too would copy all of it once more. */
function lastFields({ replayOf = null, outbound }: RequestRecord): string {
  const { attempt, providerRequestId } = outbound ?? { attempt: null, providerRequestId: null };
  return copyLine([replayOf, attempt, providerRequestId]);
}

const noLastFields = copyLine([null, null, null]);

/** In ISO 8601, whose seconds are put together once for all that came in the same one. */
function timeOf(at: Date): string {
  const time = at.getTime();
  const second = Math.floor(time / 1000);
  if (second !== lastSecond) lastSeconds = at.toISOString().slice(0, -4);
  lastSecond = second;
  const milliseconds = time - second * 1000;
  return `${lastSeconds}${milliseconds < 100 ? (milliseconds < 10 ? "00" : "0") : ""}${milliseconds}Z`;
}

let lastSecond = Number.NaN;
let lastSeconds = "";

function phase(microseconds: number | undefined): string | number {
  return microseconds === undefined ? "\\N" : int4(microseconds);
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

import { type Database, openDatabase } from "@crossdock/db";
import { createTestDatabase } from "@crossdock/db/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { dropPartitions, ensurePartitions } from "./partitions.ts";
import { createPostgresSink, insertRecords } from "./postgres-sink.ts";
import { BatchRefused } from "./sink.ts";
import { recordOf, writeTo } from "./testing/records.ts";

let db: Database;
let url: string;
let drop: () => Promise<void>;
beforeAll(async () => {
  const database = await createTestDatabase();
  ({ url, drop } = database);
  db = openDatabase({ url, max: 4, onError: console.error });
});
beforeEach(() => dropPartitions(db, new Date("2100-01-01")));
afterAll(async () => {
  await db.close();
  await drop();
});

async function partitions(): Promise<string[]> {
  const rows = await db.query<{ name: string }>(
    "",
    "SELECT relname AS name FROM pg_class WHERE relname ~ '^request_(log|detail)_2' AND relkind = 'r' ORDER BY 1",
    [],
  );
  return rows.map(({ name }) => name);
}

test("a record comes back as it was, whatever characters are in it", async () => {
  const odd = 'tab\tline\nreturn\rback\\slash \\N \\. "quoted", ‹ü 🛒›';
  const record = recordOf({
    path: odd,
    userAgent: `${odd}\0`,
    phases: { auth: 0, limit: 1, parse: 2, database: 3, render: 4 },
    detail: {
      query: "status=paid",
      requestHeaders: { accept: odd },
      requestBody: odd,
      responseHeaders: {},
      responseBody: null,
      masked: true,
    },
  });
  await insertRecords(db, [record]);
  expect(await db.prisma.requestLog.findFirst()).toMatchObject({
    ...{ at: record.at, requestId: record.requestId, traceId: record.traceId, path: odd },
    ...{ principalKind: "apiKey", principalId: "key_a", partnerId: "prt_a", userAgent: odd },
    ...{ authUs: 0, limitUs: 1, parseUs: 2, databaseUs: 3, renderUs: 4, bytesOut: 812 },
    ...{ replayed: false, detailed: true, status: 200, durationUs: 4000 },
  });
  expect(await db.prisma.requestDetail.findFirst()).toEqual({
    ...{ at: record.at, requestId: record.requestId },
    ...record.detail,
  });
});

test("of nothing there is nothing, and numbers are as large as a column takes", async () => {
  const nothing = { operation: null, version: null, route: null, errorCode: null };
  const beyond = { bytesIn: 5e9, durationUs: 1e12, phases: {}, ip: null, userAgent: null };
  await insertRecords(db, [recordOf({ ...nothing, ...beyond, principal: null })]);
  expect(await db.prisma.requestLog.findFirst()).toMatchObject({
    ...{ ...nothing, principalKind: null, principalId: null, partnerId: null },
    ...{ authUs: null, renderUs: null, ip: null, userAgent: null },
    ...{ bytesIn: 2_147_483_647, durationUs: 2_147_483_647, detailed: false },
  });
});

test("each day has its partition, and tomorrow's is there before it is needed", async () => {
  const sink = createPostgresSink(db);
  const days = ["2026-03-01T23:59:59.999Z", "2026-03-02T00:00:00.000Z"];
  await writeTo(
    sink,
    days.map((at) => recordOf({ at: new Date(at) })),
  );
  expect(await partitions()).toEqual(
    ["detail", "log"].flatMap((table) =>
      ["20260301", "20260302", "20260303"].map((day) => `request_${table}_${day}`),
    ),
  );
  const [first] = await db.query<{ count: number }>(
    "",
    "SELECT count(*)::int AS count FROM request_log_20260301",
    [],
  );
  expect(first?.count).toBe(1);
});

test("processes that need a partition at once all get it", async () => {
  const day = new Date("2026-05-01T10:00:00Z");
  await Promise.all(Array.from({ length: 6 }, () => ensurePartitions(db, day)));
  expect(await partitions()).toEqual(["request_detail_20260501", "request_log_20260501"]);
});

test("days that are over are dropped, and no other", async () => {
  for (const day of ["2026-03-01", "2026-03-02", "2026-03-03"])
    await ensurePartitions(db, new Date(day));
  await dropPartitions(db, new Date("2026-03-03T04:00:00Z"));
  expect(await partitions()).toEqual(["request_detail_20260303", "request_log_20260303"]);
});

test("what PostgreSQL will never take is told apart from a PostgreSQL that is away", async () => {
  const twice = recordOf({ detail: emptyDetail });
  await expect(writeTo(createPostgresSink(db), [twice, twice])).rejects.toBeInstanceOf(
    BatchRefused,
  );
  expect(await db.prisma.requestLog.count(), "all of it or nothing").toBe(0);
  const away = openDatabase({ url: url.replace(/:\d+\//, ":1/"), onError: console.error });
  const failure = await writeTo(createPostgresSink(away), [twice]).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(Error);
  expect(failure).not.toBeInstanceOf(BatchRefused);
  await away.close();
});

const emptyDetail = {
  ...{ query: null, requestHeaders: {}, requestBody: null },
  ...{ responseHeaders: {}, responseBody: null, masked: false },
};

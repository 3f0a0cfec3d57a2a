import { systemPrincipal } from "@crossdock/core";
import { type Database, openDatabase } from "@crossdock/db";
import { createTestDatabase } from "@crossdock/db/testing";
import { ensurePartitions, insertRollups, readRollups } from "@crossdock/telemetry";
import { afterAll, beforeAll, expect, test } from "vitest";
import { recordOf } from "../testing/logs.ts";
import { lookedFor } from "./conditions.ts";
import { groupsInLog, groupsInSums } from "./error-groups.ts";
import { searchLogs } from "./search.ts";

const dayMs = 86_400_000;
const [first, second, third] = [1, 2, 3].map((day) => new Date(`2026-03-0${day}T00:00:00Z`));
const whole = { from: at(first), to: new Date(at(third).getTime() + dayMs) };
const principal = systemPrincipal("test");

// Eighty callers, who fail each hour.
const failures = Array.from({ length: 72 * 80 }, (_, index) => {
  const principal = { kind: "apiKey", id: `key_${index % 80}`, partnerId: null };
  const hour = new Date(at(first).getTime() + Math.floor(index / 80) * 3_600_000);
  return recordOf(hour, { principal, status: 503, errorCode: "unavailable" });
});

let db: Database;
let drop: () => Promise<void>;
beforeAll(async () => {
  const database = await createTestDatabase();
  db = openDatabase({ url: database.url, onError: console.error });
  drop = database.drop;
  for (const day of [first, second, third]) await ensurePartitions(db, at(day));
  await db.query("", insertRows, [at(first)]);
  await insertRollups(db, failures);
  for (const table of ["request_log", "error_rollup", "request_rollup"])
    await db.query("", `VACUUM ANALYZE ${table}`, []);
});
afterAll(async () => {
  await db.close();
  await drop();
});

/** The plan of each statement that the work sends, as PostgreSQL's own text has it. */
async function plansOf(work: (spy: Database) => Promise<unknown>): Promise<string[]> {
  const plans: string[] = [];
  type Line = { "QUERY PLAN": string };
  const explained = async <Row>(
    run: <R>(name: string, text: string, values: unknown[]) => Promise<R[]>,
    text: string,
    values: unknown[],
  ) => {
    if (/^\s*(SELECT|WITH)/.test(text)) {
      const lines = await run<Line>("", `EXPLAIN (ANALYZE, TIMING off) ${text}`, values);
      plans.push(lines.map((line) => line["QUERY PLAN"]).join("\n"));
    }
    return run<Row>("", text, values);
  };
  await work({
    ...db,
    query: (_name, text, values) => explained(db.query, text, values),
    quickTransaction: (inside) =>
      db.quickTransaction((run) => inside((_name, text, values) => explained(run, text, values))),
  });
  return plans;
}

const search =
  (filter: object, period = whole) =>
  (spy: Database) =>
    searchLogs(spy, { ...lookedFor(filter, principal), period, after: null, limit: 51 });

test("what is frequent is found among the newest, in the order of the key, and no other day is read", async () => {
  const [plan = "", ...more] = await plansOf(search({ transport: "rest", method: "GET" }));
  expect(more).toEqual([]);
  expect(plan).toMatch(/Index Scan Backward using request_log_20260303_pkey/);
  expect(plan).toMatch(
    /request_log_20260301_pkey .*\(never executed\)|request_log_20260301 .*\(never executed\)/,
  );
  expect(plan).not.toMatch(/Seq Scan|Sort/);
});

test.each([
  [{ operation: "orders.create", method: "DELETE" }],
  [{ ip: "203.0.1.0", status: "5xx" }],
  [{ errorCode: "unavailable", principalId: "key_1" }],
  [{ partnerId: "prt_1", minDurationMs: 900 }],
  [{ version: "v1", q: "wp-adm" }],
  [{ version: "v1", q: "ord_00ac" }],
])("what is rare together (%o) is found by its terms, day by day", async (filter) => {
  const [, ...plans] = await plansOf(search(filter));
  // The last day, then the two before it.
  expect(plans).toHaveLength(2);
  expect(plans[0]).toMatch(/Bitmap Index Scan on request_log_20260303\w*terms/);
  expect(plans[0]).not.toMatch(/request_log_2026030[12]/);
  expect(plans[1]).toMatch(/Bitmap Index Scan on request_log_20260302\w*terms/);
  expect(plans[1]).not.toMatch(/request_log_20260303/);
  for (const plan of plans) expect(plan).not.toMatch(/Seq Scan/);
});

test("a request and a trace are found by their own indexes", async () => {
  const requestId = `req_${"0".repeat(26)}`;
  const [byId = ""] = await plansOf(search({ requestId }));
  expect(byId).toMatch(/request_log_20260302_request_id_idx/);
  const [byTrace = ""] = await plansOf(search({ traceId: "0".repeat(32) }));
  expect(byTrace).toMatch(/request_log_20260302_trace_id_idx/);
  for (const plan of [byId, byTrace]) expect(plan).not.toMatch(/Seq Scan/);
});

test("days outside of the time that is asked for are not looked at", async () => {
  const period = { from: at(second), to: new Date(at(second).getTime() + dayMs) };
  const plans = await plansOf(search({ ip: "203.0.1.0", status: "5xx" }, period));
  expect(plans).toHaveLength(2);
  for (const plan of plans) expect(plan).not.toMatch(/request_log_2026030[13]/);
});

const everyError = { conditions: [], period: whole, sort: "count", limit: 100 } as const;

test("errors are grouped from their index alone", async () => {
  const [plan = ""] = await plansOf((spy) => groupsInLog(spy, everyError));
  expect(plan).toMatch(/Index Only Scan using request_log_20260301_at_error_code/);
  expect(plan).not.toMatch(/Seq Scan/);
});

test("sums of errors are grouped by a number, hours at the edges alone, and what is shown is looked up", async () => {
  const period = { from: new Date(at(first).getTime() + dayMs / 2), to: whole.to };
  const [plan = ""] = await plansOf((spy) =>
    groupsInSums(spy, { ...everyError, period }, whole.to),
  );
  expect(plan).toMatch(/HashAggregate .*\n *Group Key: error_rollup\S*group_key/);
  expect(plan).toMatch(
    /grain = 'hour'::text\) AND \(at >= '2026-03-01 12:00:00\S*'.*at < '2026-03-02 00:00/,
  );
  expect(plan).toMatch(/grain = 'day'::text\) AND \(at >= '2026-03-02 00:00:00\S*'/);
  expect(plan).toMatch(/Index Scan using error_rollup_pkey on error_rollup latest .*loops=8\d\)/);
  expect(plan).not.toMatch(/Seq Scan|external/);
});

test("a chart reads the hours of its time in one range of the sums' key", async () => {
  const hours = [{ grain: "hour" as const, from: at(first), to: at(third) }];
  const [plan = ""] = await plansOf((spy) => readRollups(spy, hours, 4 * 3600));
  expect(plan).toMatch(
    /request_rollup_pkey.*rows=48\b.*\n.*grain = .*level = '0'::smallint.*at >= .*at < /,
  );
  expect(plan).not.toMatch(/Seq Scan|external/);
});

function at(day: Date | undefined): Date {
  if (!day) throw new Error("no day");
  return day;
}

// 21,000 over three days: some frequent, some rare, none of some pairs.
const insertRows = `
  INSERT INTO request_log (at, request_id, trace_id, transport, operation, version, principal_kind,
    principal_id, partner_id, method, path, status, error_code, duration_us, bytes_in, bytes_out, ip,
    replayed, detailed)
  SELECT $1::timestamptz + make_interval(secs => i * 12.3), 'req_' || lpad(i::text, 26, '0'), md5(i::text),
    CASE WHEN i % 50 = 0 THEN 'mcp' ELSE 'rest' END,
    CASE WHEN i % 5 = 0 THEN 'orders.create' ELSE 'orders.list' END,
    CASE WHEN i % 3 = 0 THEN 'v1' ELSE 'v2' END, 'apiKey', 'key_' || i % 40, 'prt_' || i % 20,
    CASE WHEN i % 5 = 0 THEN 'POST' WHEN i % 101 = 0 THEN 'DELETE' ELSE 'GET' END,
    CASE WHEN i % 2000 = 1 THEN '/wp-admin/x.php' ELSE '/api/v2/orders/ord_' || md5(i::text) END,
    CASE WHEN i % 97 = 0 THEN 503 WHEN i % 31 = 0 THEN 404 ELSE 200 END,
    CASE WHEN i % 97 = 0 THEN 'unavailable' WHEN i % 31 = 0 THEN 'not_found' END,
    (i % 1000) * 1000, 0, 100, '203.0.' || i % 200 || '.0', false, false
  FROM generate_series(0, 20999) i`;

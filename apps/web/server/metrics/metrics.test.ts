import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type ParsedFamily, parseExposition } from "../testing/exposition.ts";
import type { ServerProcess } from "../testing/server-process.ts";
import { startTestApp, type TestApp } from "../testing/test-app.ts";
import { until } from "../testing/until.ts";

// Processes are slow to start on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const token = "the-operators-token";
let app: TestApp;
let server: ServerProcess;

beforeAll(async () => {
  app = await startTestApp();
  server = await app.serve({ METRICS_TOKEN: token, PROCESSES: "api,worker" });
});
afterAll(() => app.close());

function get(headers: Record<string, string> = {}, path = "/metrics") {
  return fetch(`${server.url}${path}`, { headers });
}

async function scrape(): Promise<Map<string, ParsedFamily>> {
  return parseExposition(await (await get()).text());
}

/** The value of the series with these labels; undefined where there is none. */
async function seriesOf(name: string, labels: Record<string, string> = {}) {
  const family = (await scrape()).get(name);
  const found = family?.samples.find((sample) =>
    Object.entries(labels).every(([label, value]) => sample.labels[label] === value),
  );
  return found?.value;
}

test("the whole output is what the format says, and complete", async () => {
  const answer = await get();
  expect(answer.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
  const families = parseExposition(await answer.text());
  expect([...families.keys()]).toEqual(expect.arrayContaining(expected));
});

const expected = [
  ...["http_requests_in_flight", "http_requests_waiting", "database_pool_connections"],
  ...["database_pool_waiting", "database_up", "jobs_waiting", "jobs_oldest_waiting_seconds"],
  ...["jobs_running", "jobs_failed", "worker_seen_timestamp_seconds", "webhook_received_total"],
  ...["webhook_reconciled_total", "outbound_calls_total", "outbound_hosts", "alerts_firing"],
  ...["http_requests_total", "http_request_duration_seconds", "recorder_records_total"],
  ...["recorder_waiting", "outbound_call_duration_seconds", "trace_spans_dropped_total"],
  ...["nodejs_eventloop_lag_p99_seconds", "nodejs_heap_size_used_bytes"],
  ...["nodejs_gc_duration_seconds", "process_cpu_seconds_total"],
];

test("5,000 paths that nobody knows are one series, and each operation has its own", async () => {
  const key = await app.createKey();
  const ask = (path: string) => fetch(`${server.url}${path}`, { headers: { "x-api-key": key } });
  const count = async () => {
    const counted = (await scrape()).get("http_requests_total")?.samples ?? [];
    return { series: counted.length, requests: counted.reduce((sum, one) => sum + one.value, 0) };
  };
  for (const path of ["/x", "/api/v2/x", "/api/x", "/api/trpc/x", "/oauth/x", "/mcp/x", "/files/x"])
    await ask(path);
  await ask("/api/v2/products");
  await until("they are counted", async () => (await count()).requests >= 8);
  const before = await count();
  const places = ["", "/api/v2", "/api/v1", "/api/trpc", "/files"];
  for (let wave = 0; wave < 50; wave++)
    await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        ask(`${places[index % places.length]}/scan-${wave}-${index}`),
      ),
    );
  const after = await count();
  expect(after.requests - before.requests).toBeGreaterThanOrEqual(4990);
  // The limits that such a caller runs into are other statuses of the same series.
  expect(after.series - before.series).toBeLessThanOrEqual(3);
  expect(await seriesOf("http_requests_total", { operation: "products.list", version: "v2" })).toBe(
    1,
  );
});

test("it is the operator's: by the token, or from this machine", async () => {
  const forwarded = { "x-forwarded-for": "203.0.113.9" };
  expect((await get()).status).toBe(200);
  expect((await get({ ...forwarded, authorization: `Bearer ${token}` })).status).toBe(200);
  const refused = await get({ ...forwarded, authorization: `Bearer ${token}x` });
  expect(refused.status).toBe(401);
  expect(refused.headers.get("www-authenticate")).toContain("Bearer");
  const without = await app.serve();
  const nothing = await fetch(`${without.url}/metrics`, { headers: forwarded });
  expect(nothing.status).toBe(404);
});

test("who asks for readiness as the operator sees the worker", async () => {
  await until("a worker was there", async () => {
    const { checks } = (await (await get({}, "/readyz")).json()) as { checks: { worker: string } };
    return checks.worker === "pass";
  });
  const stranger = await get({ "x-forwarded-for": "203.0.113.9" }, "/readyz");
  expect(await stranger.json()).toEqual({ status: "pass" });
});

test("webhooks count by their door and how they ended, whatever stands in the address", async () => {
  const post = (slug: string) =>
    fetch(`${server.url}/api/webhooks/${slug}`, { method: "POST", body: "{}" });
  await post("test");
  const before = (await scrape()).get("webhook_received_total")?.samples.length ?? 0;
  for (let index = 0; index < 50; index++) await post(`scan-${index}`);
  const after = (await scrape()).get("webhook_received_total")?.samples ?? [];
  expect(after.length).toBeLessThanOrEqual(before + 1);
  expect(after).toContainEqual(
    expect.objectContaining({ labels: expect.objectContaining({ connector: "test" }), value: 1 }),
  );
});

test("what the database counts is in it, at most some seconds old", async () => {
  const ranAt = new Date();
  await app.product.db.prisma.reconciliation.createMany({
    data: [
      { connector: "stripe", readUntil: ranAt, ranAt, found: 1, foundTotal: 7 },
      { connector: "a-source", readUntil: ranAt, ranAt, found: 1, foundTotal: 2 },
      { connector: "another", readUntil: ranAt, ranAt, found: 1, foundTotal: 3 },
    ],
  });
  await until(
    "it is told",
    async () => (await seriesOf("webhook_reconciled_total", { connector: "stripe" })) === 7,
  );
  expect(await seriesOf("webhook_reconciled_total", { connector: "source" })).toBe(5);
  expect(await seriesOf("database_up")).toBe(1);
});

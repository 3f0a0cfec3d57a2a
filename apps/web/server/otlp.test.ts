import { createServer } from "node:http";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { listen } from "./testing/listen.ts";
import { type CollectedSpan, startCollector, valueIn } from "./testing/otlp-collector.ts";
import { send } from "./testing/rest-client.ts";
import type { ServerProcess } from "./testing/server-process.ts";
import { placeStripeOrder, startStripeShop } from "./testing/stripe-shop.ts";
import { until } from "./testing/until.ts";

// Processes are slow to start on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let shop: Awaited<ReturnType<typeof startStripeShop>>;
let collector: Awaited<ReturnType<typeof startCollector>>;
let server: ServerProcess;
let key: string;
/** What the third party was sent as `traceparent`. */
const sent: string[] = [];

// Stands before the third party, to see what it is sent.
const between = createServer(async (req, res) => {
  const { traceparent, host, ...headers } = req.headers;
  if (typeof traceparent === "string") sent.push(traceparent);
  const answer = await fetch(`${shop.fake.url}${req.url}`, {
    method: req.method,
    headers: headers as Record<string, string>,
    body: req.method === "GET" ? undefined : await buffer(req),
  });
  res.writeHead(answer.status, { "content-type": "application/json" });
  res.end(Buffer.from(await answer.arrayBuffer()));
});

beforeAll(async () => {
  shop = await startStripeShop();
  collector = await startCollector();
  server = await shop.serve({
    STRIPE_API_BASE: await listen(between),
    PROCESSES: "api,worker",
    OTEL_EXPORTER_OTLP_ENDPOINT: `${collector.url}/`,
    OTEL_EXPORTER_OTLP_HEADERS: "x-tenant=harbour%20pine",
    OTEL_SERVICE_NAME: "the-shop",
  });
  key = await shop.createKey();
});
afterAll(async () => {
  await shop.close();
  collector.close();
  between.close();
  between.closeAllConnections();
});

const traceOf = (traceId: string) => collector.spans.filter((span) => span.traceId === traceId);

async function spanOf(requestId: string | null, kind = 2): Promise<CollectedSpan> {
  const find = () =>
    collector.spans.find(
      (span) =>
        span.kind === kind && valueIn(span.attributes, "crossdock.request_id") === requestId,
    );
  await until("its span is there", async () => find() !== undefined);
  return find() as CollectedSpan;
}

test("a request is a span that continues the caller's trace, with its phases and statements below", async () => {
  const [traceId, parentId] = ["4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"];
  const headers = { traceparent: `00-${traceId}-${parentId}-01` };
  const answer = await send(server.url, { method: "GET", path: "/api/v2/products", key, headers });
  const span = await spanOf(answer.headers.get("x-request-id"));
  expect(span).toMatchObject({
    traceId,
    parentSpanId: parentId,
    name: "GET /products",
    status: {},
  });
  const values = ["http.request.method", "http.route", "http.response.status_code", "url.path"];
  expect(values.map((name) => valueIn(span.attributes, name))).toEqual([
    ...["GET", "/products", "200", "/api/v2/products"],
  ]);
  expect(valueIn(span.attributes, "crossdock.operation")).toBe("products.list");
  await until("its statements are there", async () =>
    traceOf(traceId).some(({ name }) => name === "SELECT"),
  );
  const below = traceOf(traceId).filter(({ parentSpanId }) => parentSpanId === span.spanId);
  expect(below.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["auth", "limit", "database", "render", "SELECT"]),
  );
  expect(traceOf(traceId).every((one) => one === span || below.includes(one))).toBe(true);
  const select = below.find(({ name }) => name === "SELECT");
  expect(valueIn(select?.attributes ?? [], "db.system.name")).toBe("postgresql");
});

test("a call of a third party is a span of the same trace, and the third party is told its id", async () => {
  await placeStripeOrder(shop, server.url, key);
  const find = () => collector.spans.find(({ kind, name }) => kind === 3 && name === "POST");
  await until("its span is there", async () => find() !== undefined);
  const call = find() as CollectedSpan;
  expect(sent).toContain(`00-${call.traceId}-${call.spanId}-01`);
  const isParent = ({ spanId }: CollectedSpan) => spanId === call.parentSpanId;
  await until("that of the request is there", async () => traceOf(call.traceId).some(isParent));
  expect(traceOf(call.traceId).find(isParent)).toMatchObject({ kind: 2, name: "POST /orders" });
  expect(valueIn(call.attributes, "server.address")).toBe("127.0.0.1");
});

test("our faults are errors of their spans, and the callers' are not", async () => {
  const missing = await send(server.url, { method: "GET", path: "/api/v2/products/prd_x", key });
  const span = await spanOf(missing.headers.get("x-request-id"));
  expect(span.status).toEqual({});
  expect(valueIn(span.attributes, "crossdock.error_code")).toBe("not_found");
});

test("jobs are spans with their statements below", async () => {
  const job = () => collector.spans.find(({ name }) => name.startsWith("job "));
  await until("one has run", async () => job() !== undefined);
  const { traceId } = job() as CollectedSpan;
  await until("its statements are there", async () => traceOf(traceId).length > 1);
});

test("no value of a statement and no credential is in what is sent; all is as the protocol says", () => {
  const everything = JSON.stringify(collector.spans);
  expect(everything).not.toContain("buyer@example.com");
  expect(everything).not.toContain(key);
  expect(everything).not.toContain("sk_test_fake");
  expect(collector.faults).toEqual([]);
  expect([...collector.seen.services]).toEqual(["the-shop"]);
  expect(new Set(collector.seen.headers)).toEqual(new Set(["harbour pine"]));
});

test("metrics are sent when it stops at the latest", async () => {
  await server.end("SIGTERM");
  const names = collector.metrics.map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining(["http_requests_total", "http_request_duration_seconds", "database_up"]),
  );
  expect(collector.faults).toEqual([]);
});

test("a collector that is away or hangs harms nothing", async () => {
  const hanging = createServer(() => {});
  for (const endpoint of ["http://127.0.0.1:9", await listen(hanging)]) {
    const one = await shop.serve({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint });
    for (let index = 0; index < 50; index++) {
      const answer = await send(one.url, { method: "GET", path: "/api/v2/products", key });
      expect(answer.status).toBe(200);
    }
    expect((await fetch(`${one.url}/readyz`)).status).toBe(200);
    await one.end("SIGKILL");
  }
  hanging.close();
  hanging.closeAllConnections();
});

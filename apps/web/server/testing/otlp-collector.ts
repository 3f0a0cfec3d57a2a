import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { listen } from "./listen.ts";

/**
 * The shapes of opentelemetry-proto 1.x as proto3's JSON has them (OTLP §JSON Protobuf Encoding): ids in
 * hex, 64-bit integers as texts, enums as numbers, no member that the protocol does not know.
 */
const nanos = z.string().regex(/^[1-9]\d{18}$/);
const traceId = z.string().regex(/^(?!0{32})[0-9a-f]{32}$/);
const spanId = z.string().regex(/^(?!0{16})[0-9a-f]{16}$/);
const int64 = z.string().regex(/^-?\d+$/);
const attribute = z.strictObject({
  key: z.string().min(1),
  value: z.union([
    z.strictObject({ stringValue: z.string() }),
    z.strictObject({ intValue: int64 }),
    z.strictObject({ boolValue: z.boolean() }),
  ]),
});
const attributes = z
  .array(attribute)
  .refine((all) => new Set(all.map(({ key }) => key)).size === all.length, "a key twice");
const resource = z.strictObject({ attributes });
const scope = z.strictObject({ name: z.string(), version: z.string().optional() });

const span = z
  .strictObject({
    ...{ traceId, spanId, name: z.string().min(1), kind: z.int().min(1).max(5) },
    parentSpanId: spanId.optional(),
    ...{ startTimeUnixNano: nanos, endTimeUnixNano: nanos, attributes },
    status: z.strictObject({
      code: z.int().min(0).max(2).optional(),
      message: z.string().optional(),
    }),
  })
  .refine((one) => BigInt(one.startTimeUnixNano) <= BigInt(one.endTimeUnixNano), "ends before")
  .refine((one) => one.spanId !== one.parentSpanId, "is its own parent");

const Traces = z.strictObject({
  resourceSpans: z.array(
    z.strictObject({
      resource,
      scopeSpans: z.array(z.strictObject({ scope, spans: z.array(span).min(1) })),
    }),
  ),
});

const point = { startTimeUnixNano: nanos, timeUnixNano: nanos, attributes };
const numbers = z.array(z.strictObject({ ...point, asDouble: z.number() })).min(1);
const aggregationTemporality = z.literal(2);
const distribution = z
  .strictObject({
    ...point,
    ...{ count: int64, sum: z.number() },
    ...{ bucketCounts: z.array(int64), explicitBounds: z.array(z.number()) },
  })
  .refine((one) => one.bucketCounts.length === one.explicitBounds.length + 1, "buckets")
  .refine((one) => {
    const total = one.bucketCounts.reduce((sum, count) => sum + BigInt(count), 0n);
    return total === BigInt(one.count);
  }, "the buckets do not add up");
const metric = z.intersection(
  z.object({ name: z.string(), description: z.string(), unit: z.enum(["s", "By", "1"]) }),
  z.union([
    z.object({ gauge: z.strictObject({ dataPoints: numbers }) }),
    z.object({
      sum: z.strictObject({
        ...{ dataPoints: numbers, aggregationTemporality, isMonotonic: z.literal(true) },
      }),
    }),
    z.object({
      histogram: z.strictObject({ dataPoints: z.array(distribution), aggregationTemporality }),
    }),
  ]),
);
const Metrics = z.strictObject({
  resourceMetrics: z.array(
    z.strictObject({
      resource,
      scopeMetrics: z.array(z.strictObject({ scope, metrics: z.array(metric).min(1) })),
    }),
  ),
});

export type CollectedSpan = z.infer<typeof span>;

/** A collector on loopback that takes what the protocol allows, and tells of everything else. */
export async function startCollector() {
  const spans: CollectedSpan[] = [];
  const metrics: z.infer<typeof metric>[] = [];
  const faults: string[] = [];
  const seen = { services: new Set<unknown>(), headers: [] as (string | undefined)[] };
  const server = createServer(async (req, res) => {
    const body: unknown = JSON.parse(await text(req));
    if (req.method !== "POST" || req.headers["content-type"] !== "application/json")
      faults.push(`${req.method} ${req.headers["content-type"]}`);
    seen.headers.push(req.headers["x-tenant"] as string | undefined);
    if (req.url === "/v1/traces") take(Traces, body, (all) => spans.push(...spansIn(all)));
    else if (req.url === "/v1/metrics")
      take(Metrics, body, (all) => metrics.push(...metricsIn(all)));
    else faults.push(`${req.url}`);
    res.writeHead(200, { "content-type": "application/json" }).end("{}");
  });

  function take<T>(schema: z.ZodType<T>, body: unknown, keep: (all: T) => void): void {
    const parsed = schema.safeParse(body);
    if (parsed.success) keep(parsed.data);
    else faults.push(z.prettifyError(parsed.error));
  }

  function spansIn({ resourceSpans }: z.infer<typeof Traces>): CollectedSpan[] {
    return resourceSpans.flatMap(({ resource: { attributes: of }, scopeSpans }) => {
      seen.services.add(valueIn(of, "service.name"));
      return scopeSpans.flatMap((one) => one.spans);
    });
  }

  function metricsIn({ resourceMetrics }: z.infer<typeof Metrics>) {
    return resourceMetrics.flatMap(({ scopeMetrics }) =>
      scopeMetrics.flatMap((one) => one.metrics),
    );
  }

  return {
    url: await listen(server),
    ...{ spans, metrics, faults, seen },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** The value of an attribute; undefined where there is none. */
export function valueIn(all: z.infer<typeof attributes>, key: string): unknown {
  const found = all.find((one) => one.key === key);
  return found && Object.values(found.value)[0];
}

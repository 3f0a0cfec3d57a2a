import { createHistogram, monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { newId, systemClock, traceIdOf } from "@crossdock/core";
import { openDatabase } from "@crossdock/db";
import {
  createPostgresSink,
  createRecorder,
  createRollups,
  type Recorder,
  type RequestRecord,
} from "@crossdock/telemetry";
import { Pool } from "pg";
import { startTcpProxy, type TcpProxy } from "../../apps/web/server/testing/tcp-proxy.ts";

type OfferPlan = {
  seconds: number;
  /** For how many of them, from a quarter of the time on, PostgreSQL cannot be reached. */
  awaySeconds: number;
};

const perSecond = 10_000;
const tickMs = 10;
// What may wait takes 128 MB at the most, outside of the heap.
const grownMbMax = 256;

/**
 * Offers the recorder 10,000 records a second. Prints what became of them, how much memory it took and
 * how long a request waited for `record`; false where records were lost that need not be, or are missing
 * without being counted.
 */
async function offer(url: string, { seconds, awaySeconds }: OfferPlan): Promise<boolean> {
  const pool = new Pool({ connectionString: url, max: 1 });
  await pool.query("DELETE FROM request_log");
  await pool.query("DELETE FROM request_rollup");
  const proxy = await startTcpProxy(url);
  const errors: string[] = [];
  const onError = ({ message }: Error) => void errors.push(message);
  const db = openDatabase({ url: proxy.url, max: 4, onError });
  const rollups = createRollups({ db, clock: systemClock });
  const recorder = createRecorder({ sinks: [createPostgresSink(db)], rollups, onError });
  const away = awaySeconds > 0 ? beAway(proxy, seconds, awaySeconds) : undefined;
  const { grownMb, used } = await offerAll(recorder, seconds);
  await away;
  await recorder.close();
  const { recorded, dropped } = recorder.stats();
  const { rows } = await pool.query("SELECT count(*)::int AS kept FROM request_log");
  const sums = await pool.query(
    "SELECT sum(count)::int AS summed FROM request_rollup WHERE grain = 'day' AND level = 0",
  );
  await Promise.all([db.close(), pool.end()]);
  await proxy.down();
  const kept: number = rows[0].kept;
  const isRight = kept + dropped === recorded;
  const isSummed = sums.rows[0].summed === recorded;
  const isWhole =
    isRight && isSummed && (awaySeconds > 0 || dropped === 0) && grownMb <= grownMbMax;
  const title = awaySeconds > 0 ? `, PostgreSQL away for ${awaySeconds} s of it` : "";
  console.log(`${perSecond} records/s for ${seconds} s${title}`);
  console.log(
    `  ${recorded} offered, ${kept} kept, ${dropped} dropped, ${sums.rows[0].summed} summed up: ${isWhole ? "reached" : "MISSED"}`,
  );
  console.log(`  ${used}\n`);
  return isWhole;
}

async function beAway(proxy: TcpProxy, seconds: number, awaySeconds: number): Promise<void> {
  await sleep((seconds * 1000) / 4);
  await proxy.down();
  await sleep(awaySeconds * 1000);
  await proxy.up();
}

type Used = { grownMb: number; used: string };

async function offerAll(recorder: Recorder, seconds: number): Promise<Used> {
  const calls = createHistogram();
  const loop = monitorEventLoopDelay({ resolution: 5 });
  loop.enable();
  const before = process.memoryUsage().rss;
  const cpu = process.cpuUsage();
  let peak = before;
  const start = performance.now();
  for (let offered = 0; offered < perSecond * seconds; ) {
    const due = Math.min(
      perSecond * seconds,
      Math.floor(((performance.now() - start) / 1000) * perSecond),
    );
    for (; offered < due; offered++) {
      const record = recordOf(offered);
      const at = performance.now();
      recorder.record(() => [record]);
      calls.record(Math.max(1, Math.round((performance.now() - at) * 1e6)));
    }
    peak = Math.max(peak, process.memoryUsage().rss);
    await sleep(tickMs);
  }
  loop.disable();
  const { user, system } = process.cpuUsage(cpu);
  const micros = (user + system) / (perSecond * seconds);
  const ms = (nanos: number) => (nanos / 1e6).toFixed(1);
  const grownMb = Math.round((peak - before) / 1e6);
  const used = [
    `record(): p50 ${(calls.percentile(50) / 1000).toFixed(1)} µs, p99 ${(calls.percentile(99) / 1000).toFixed(1)} µs`,
    `event loop p99 ${ms(loop.percentile(99))} ms, at most ${ms(loop.max)} ms`,
    `memory grew by ${grownMb} MB at its peak, target ${grownMbMax}`,
    `${micros.toFixed(1)} µs of processor time a record, the making of it included`,
  ].join("; ");
  return { grownMb, used };
}

function recordOf(index: number): RequestRecord {
  const at = new Date();
  const requestId = newId("req", at);
  const operation = `${["products", "orders", "customers"][index % 3]}.${["get", "list"][index % 2]}`;
  const status = index % 50 === 0 ? 404 : 200;
  return {
    ...{ at, requestId, traceId: traceIdOf(requestId), transport: "rest", operation },
    ...{ version: index % 4 === 0 ? "v1" : "v2", method: "GET", route: "/products/{id}" },
    principal: { kind: "apiKey", id: `key_${index % 40}`, partnerId: `prt_${index % 20}` },
    ...{ path: `/api/v2/products/prd_${index % 1000}`, status },
    errorCode: status === 404 ? "not_found" : null,
    durationUs: 800 + ((index * 7919) % 9000),
    phases: { auth: 60, limit: 20, parse: 15, database: 600, render: 30 },
    ...{ bytesIn: 0, bytesOut: 900, ip: "203.0.113.0", userAgent: "bench/1", replayed: false },
    detail: null,
  };
}

const [url = "", seconds, awaySeconds] = process.argv.slice(2);
const reached = await offer(url, { seconds: Number(seconds), awaySeconds: Number(awaySeconds) });
process.exitCode = reached ? 0 : 1;

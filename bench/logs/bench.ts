import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { type Caller, callAs } from "@crossdock/api";
import { systemPrincipal } from "@crossdock/core";
import { openBenchDatabase } from "../database.ts";
import { openProduct } from "../identity/callers.ts";
import { measureExports } from "./exports.ts";
import { fillLog } from "./fill.ts";
import { pairs } from "./filters.ts";
import { verdict } from "./verdict.ts";

/**
 * How quickly a large log of requests is read: the explorer's first page with any two filters, the chart
 * of 30 days, what went wrong in them, and a million of them as files. False where a target was missed.
 */
export async function benchLogs({ records }: { records: number }): Promise<boolean> {
  const database = await openBenchDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), "crossdock-bench-"));
  try {
    const seconds = await timed(() => fillLog(database.pool, records, new Date()));
    const [size] = (await database.pool.query(sizes)).rows;
    console.log(
      `${records.toLocaleString("en")} records over 30 days, made in ${(seconds / 1000).toFixed(0)} s`,
    );
    console.log(`  log ${size.log}, its indexes ${size.indexes}, sums ${size.sums}`);
    const product = await openProduct(database.url, { DATA_DIR: dataDir });
    try {
      const isRead = await measure(callAs(product, systemPrincipal("bench"), "cli"));
      const rows = Math.min(records, 1_000_000);
      return (await measureExports(product, { rows, dataDir })) && isRead;
    } finally {
      await product.close();
    }
  } finally {
    await database.close();
    await rm(dataDir, { recursive: true });
  }
}

const range = "30d";

async function measure({ logs, metrics }: Caller): Promise<boolean> {
  const found: { ms: number; what: string }[] = [];
  for (const filter of pairs()) {
    const list = () => logs.list({ ...filter, range, limit: 50 });
    const page = await list();
    const ms = await best(list);
    found.push({ ms, what: `${JSON.stringify(filter)} (${page.data.length} rows)` });
  }
  found.sort((a, b) => a.ms - b.ms);
  const [load = 0] = loadavg();
  console.log(`a load of ${load.toFixed(1)} on ${availableParallelism()} processors`);
  const at = (share: number) => found[Math.ceil(found.length * share) - 1] ?? { ms: 0, what: "" };
  console.log(`first page, each of ${found.length} pairs of filters, the best of ${tries}:`);
  console.log(`  p50 ${at(0.5).ms.toFixed(1)} ms, worst ${at(1).ms.toFixed(1)} ms: ${at(1).what}`);
  for (const { ms, what } of found.slice(-5, -1)) console.log(`  ${ms.toFixed(1)} ms: ${what}`);
  return [
    verdict("first page, p95", at(0.95).ms, 150),
    verdict("percentiles of 30 days", await best(() => metrics.traffic({ range })), 150),
    verdict("errors in groups, 30 days", await best(() => logs.errors({ range })), 300),
  ].every(Boolean);
}

const tries = 3;

/** The quickest of a few: what else the machine does is not what is measured. */
async function best(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let at = 0; at < tries; at++) times.push(await timed(work));
  return Math.min(...times);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const sizes = `
  SELECT pg_size_pretty(sum(pg_relation_size(c.oid)) FILTER (WHERE c.relname ~ '^request_log' AND c.relkind = 'r')) AS log,
    pg_size_pretty(sum(pg_relation_size(c.oid)) FILTER (WHERE c.relname ~ '^request_log' AND c.relkind = 'i')) AS indexes,
    pg_size_pretty(pg_total_relation_size('request_rollup')) AS sums
  FROM pg_class c`;

import { spawn } from "node:child_process";
import { once } from "node:events";
import { loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { fillDatabase, openBenchDatabase } from "../database.ts";
import { pinRest } from "../pinned.ts";
import { freePort, startOurs } from "../processes.ts";
import { productGet } from "../product-get.ts";
import { printTable } from "../report.ts";
import { type Plan, runRounds } from "../rounds.ts";
import type { Server } from "../server.ts";
import { shareOfRecords, writtenAfterMs } from "./cost.ts";
import { outlivingBytes } from "./outliving.ts";
import { unrecordedHeader } from "./switched-observer.ts";

export type TelemetryPlan = Plan & {
  /** Seconds for which 10,000 records a second are offered, and in the middle of which PostgreSQL is away. */
  offerSeconds: number;
  awaySeconds: number;
};

/** What the log of requests costs a request, and what it bears. False where a target was missed. */
export async function benchTelemetry(plan: TelemetryPlan): Promise<boolean> {
  const pinned = pinRest();
  const database = await openBenchDatabase();
  const stops: (() => Promise<void>)[] = [database.close];
  try {
    const inspectorPort = await freePort();
    const env = { NODE_OPTIONS: `--inspect=127.0.0.1:${inspectorPort}` };
    const on = await startOurs(database.url, pinned, env, "telemetry/switched.ts");
    stops.push(on.stop);
    await fillDatabase(database.pool);
    const unrecorded = { ...on.headers, [unrecordedHeader]: "yes" };
    const servers: [Server, Server] = [
      { ...on, name: "recorded" },
      { ...on, name: "not recorded", headers: unrecorded },
    ];
    const result = await runRounds(productGet, servers, { ...plan, restMs: writtenAfterMs });
    const names = servers.map(({ name }) => name);
    printTable(`${productGet.title}, ${productGet.connections} connections`, names, result);
    const share = await shareOfRecords(productGet, on, inspectorPort, plan);
    const requestMicros = result.figures[0]?.cpuMicros ?? null;
    const isCheap = printCost({ share, requestMicros }, result.ratio(0, 1).byRate);
    const isShort = printOutliving(await outlivingBytes(productGet, on, inspectorPort, 12));
    for (const stop of stops.splice(1).reverse()) await stop();
    const steady = await offer(database.url, plan.offerSeconds, 0);
    const away = await offer(database.url, plan.awaySeconds * 2, plan.awaySeconds);
    return isCheap && isShort && steady && away;
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

/** In a process of its own with a small heap: in a large one V8 lets lie what it could collect. */
async function offer(databaseUrl: string, seconds: number, awaySeconds: number): Promise<boolean> {
  const script = fileURLToPath(new URL("offer.ts", import.meta.url));
  const args = [...smallHeap, script, databaseUrl, String(seconds), String(awaySeconds)];
  const child = spawn(process.execPath, args, { stdio: "inherit" });
  const [code] = await once(child, "exit");
  return code === 0;
}

const smallHeap = ["--max-old-space-size=128", "--max-semi-space-size=16"];

const outlivingMax = 4096;

function printOutliving(bytes: number): boolean {
  const isShort = bytes <= outlivingMax;
  console.log(
    `Bytes of a request that outlive a small collection: ${bytes.toFixed(0)}, target ${outlivingMax}: ${verdict(isShort)}\n`,
  );
  return isShort;
}

const costMax = 5;
const lossMax = 0.08;

type Cost = { share: number; requestMicros: number | null };

function printCost({ share, requestMicros }: Cost, ofThroughput: number): boolean {
  const micros = share * (requestMicros ?? 0);
  const isCheap = micros <= costMax;
  const isQuick = ofThroughput >= 1 - lossMax;
  const load = loadavg().map((one) => one.toFixed(1));
  console.log(`Load of the machine: ${load.join(" ")}`);
  const percent = `${(100 * share).toFixed(1)} % of a request`;
  const cost =
    requestMicros === null
      ? `${percent}, whose processor time nobody tells here`
      : `${percent} of ${requestMicros.toFixed(0)} µs, which is ${micros.toFixed(1)} µs, target ${costMax}: ${verdict(isCheap)}`;
  console.log(`Processor time of a record: ${cost}`);
  console.log(
    `Throughput with it: ${ofThroughput.toFixed(3)}, target ${1 - lossMax}: ${verdict(isQuick)}`,
  );
  return isCheap && isQuick;
}

function verdict(reached: boolean): string {
  return reached ? "reached" : "MISSED";
}

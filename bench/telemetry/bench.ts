import { randomBytes } from "node:crypto";
import { loadavg } from "node:os";
import { fillDatabase, openBenchDatabase } from "../database.ts";
import { pinRest } from "../pinned.ts";
import { startOurs } from "../processes.ts";
import { productGet } from "../product-get.ts";
import { printTable } from "../report.ts";
import { type Plan, runRounds } from "../rounds.ts";
import type { Server } from "../server.ts";
import { type Cost, costOf, writtenAfterMs } from "./cost.ts";
import { offer } from "./offer.ts";

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
    const shared = { APP_SECRET: randomBytes(32).toString("hex") };
    const on = { ...(await startOurs(database.url, pinned, shared)), name: "recorded" };
    stops.push(on.stop);
    await fillDatabase(database.pool);
    const off = await startOurs(database.url, pinned, shared, "telemetry/off.ts");
    stops.push(off.stop);
    const servers: [Server, Server] = [on, { ...off, name: "not recorded" }];
    const result = await runRounds(productGet, servers, { ...plan, restMs: writtenAfterMs });
    const names = servers.map(({ name }) => name);
    printTable(`${productGet.title}, ${productGet.connections} connections`, names, result);
    const cost = await costOf(productGet, servers, plan);
    const reached = printCost(cost, result.ratio(0, 1).byRate);
    for (const stop of stops.splice(1).reverse()) await stop();
    const steady = await offer(database, { seconds: plan.offerSeconds, awaySeconds: 0 });
    const away = await offer(database, {
      seconds: plan.awaySeconds * 2,
      awaySeconds: plan.awaySeconds,
    });
    return reached && steady && away;
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

const costMax = 5;
const lossMax = 0.08;

function printCost(cost: Cost | null, share: number): boolean {
  const isCheap = cost === null || cost.more <= costMax;
  const isQuick = share >= 1 - lossMax;
  console.log(
    `Load of the machine: ${loadavg()
      .map((load) => load.toFixed(1))
      .join(" ")}`,
  );
  console.log(
    `Processor time of a record: ${cost ? shown(cost) : "unknown here"}, target ${costMax}: ${verdict(isCheap)}`,
  );
  console.log(
    `Throughput with it: ${share.toFixed(3)}, target ${1 - lossMax}: ${verdict(isQuick)}\n`,
  );
  return isCheap && isQuick;
}

function shown({ one, other, more, quarters }: Cost): string {
  const [low, high] = quarters.map((micros) => micros.toFixed(1));
  return `${more.toFixed(1)} µs (${low} to ${high}; ${one.toFixed(0)} beside ${other.toFixed(0)} at once)`;
}

function verdict(reached: boolean): string {
  return reached ? "reached" : "MISSED";
}

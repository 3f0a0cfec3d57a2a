import { fillDatabase, openBenchDatabase } from "./database.ts";
import { orderPlace } from "./order-place.ts";
import { pinRest } from "./pinned.ts";
import { startFloor, startOurs } from "./processes.ts";
import { productGet, productGetOlder } from "./product-get.ts";
import { printTable, printVerdict } from "./report.ts";
import { type Plan, runRounds } from "./rounds.ts";
import type { Scenario } from "./scenario.ts";
import type { Server } from "./server.ts";

/**
 * Two servers on one database answer the same requests in turns: Crossdock whole, and the least that a
 * hand-written Fastify + pg server could do. Then an older version beside the newest. False where a
 * target was missed.
 */
export async function benchPipeline(plan: Plan): Promise<boolean> {
  const pinned = pinRest();
  const database = await openBenchDatabase();
  const stops: (() => Promise<void>)[] = [database.close];
  try {
    const ours = await startOurs(database.url, pinned);
    stops.push(ours.stop);
    await fillDatabase(database.pool);
    const floor = await startFloor(database.url, pinned);
    stops.push(floor.stop);
    console.log(pinned ? "Each server on a core of its own.\n" : "Without taskset: not pinned.\n");
    const [v1, v2] = [
      { ...ours, name: "v1", base: "/api/v1" },
      { ...ours, name: "v2" },
    ];
    const pairs: [Scenario, Server, Server][] = [
      [productGet, ours, floor],
      [productGetOlder, v1, v2],
      [orderPlace, ours, floor],
    ];
    let reached = true;
    for (const [scenario, one, other] of pairs) {
      await scenario.verifyBefore(one, other, database.pool);
      const result = await runRounds(scenario, [one, other], plan);
      await scenario.verifyAfter(result, database.pool);
      const names = [one.name, other.name];
      printTable(`${scenario.title}, ${scenario.connections} connections`, names, result);
      const what = `${one.name} by ${other.name}`;
      reached = printVerdict(what, result.ratio(0, 1), scenario.target) && reached;
      console.log();
    }
    return reached;
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

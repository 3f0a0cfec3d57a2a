import { fillDatabase, openBenchDatabase } from "./database.ts";
import { orderPlace } from "./order-place.ts";
import { pinRest, startFloor, startOurs } from "./processes.ts";
import { productGet } from "./product-get.ts";
import { printScenario } from "./report.ts";
import { type Plan, runRounds } from "./rounds.ts";

// Two servers on one database answer the same requests in turns: Crossdock whole, and the least
// that a hand-written Fastify + pg server could do. `--quick` takes a third of the time.
const plan: Plan = process.argv.includes("--quick")
  ? { rounds: 3, seconds: 2, warmUp: 500 }
  : { rounds: 7, seconds: 4, warmUp: 3000 };

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
  for (const scenario of [productGet, orderPlace]) {
    await scenario.verifyBefore(ours, floor, database.pool);
    const result = await runRounds(scenario, ours, floor, plan);
    await scenario.verifyAfter(result, database.pool);
    if (!printScenario(scenario, result)) process.exitCode = 1;
  }
} finally {
  for (const stop of stops.reverse()) await stop();
}

import { fillDatabase, openBenchDatabase } from "./database.ts";
import { orderPlace } from "./order-place.ts";
import { pinRest, type ServerProcess, startFloor, startOurs } from "./processes.ts";
import { productGet, productGetOlder } from "./product-get.ts";
import { printScenario } from "./report.ts";
import { type Plan, runRounds } from "./rounds.ts";
import type { Scenario } from "./scenario.ts";

// Two servers on one database answer the same requests in turns: Crossdock whole, and the least
// that a hand-written Fastify + pg server could do. Then an older version beside the newest.
// `--quick` takes a third of the time.
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
  const [v1, v2] = [
    { ...ours, name: "v1", base: "/api/v1" },
    { ...ours, name: "v2" },
  ];
  const pairs: [Scenario, ServerProcess, ServerProcess][] = [
    [productGet, ours, floor],
    [productGetOlder, v1, v2],
    [orderPlace, ours, floor],
  ];
  for (const [scenario, one, other] of pairs) {
    await scenario.verifyBefore(one, other, database.pool);
    const result = await runRounds(scenario, one, other, plan);
    await scenario.verifyAfter(result, database.pool);
    if (!printScenario(scenario, result, [one.name, other.name])) process.exitCode = 1;
  }
} finally {
  for (const stop of stops.reverse()) await stop();
}

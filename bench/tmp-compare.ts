import { fillDatabase, openBenchDatabase } from "./database.ts";
import { orderPlace } from "./order-place.ts";
import { pinRest, startFloor, startOurs } from "./tmp-processes.ts";
import { productGet } from "./product-get.ts";
import { load } from "./rounds.ts";
const pinned = pinRest();
const database = await openBenchDatabase();
const after = await startOurs(database.url, pinned);
await fillDatabase(database.pool);
const before = await startOurs(database.url, pinned, "/tmp/before");
const floor = await startFloor(database.url, pinned);
const servers = { before, after, floor };
try {
  for (const scenario of [productGet, orderPlace]) {
    const out: Record<string, number[][]> = { before: [], after: [], floor: [] };
    for (let i = 0; i < 7; i++)
      for (const [name, server] of Object.entries(servers)) {
        const r = await load(scenario, server, i === 0 ? 5 : 3);
        if (i) out[name]!.push([r.cpuMicros!, r.requestsPerSecond]);
      }
    for (const [name, r] of Object.entries(out)) {
      const cpu = r.map((x) => x[0]!).sort((a, b) => a - b), rps = r.map((x) => x[1]!).sort((a, b) => a - b);
      console.log(scenario.title, name, "cpu", cpu.map((x) => x.toFixed(0)).join(" "), "rps", rps.map((x) => x.toFixed(0)).join(" "));
    }
  }
} finally { for (const s of Object.values(servers)) await s.stop(); await database.close(); }

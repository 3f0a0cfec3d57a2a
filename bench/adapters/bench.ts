import { pinRest } from "../pinned.ts";
import { printTable, printVerdict } from "../report.ts";
import { type Plan, type Result, runRounds } from "../rounds.ts";
import { loads, verify } from "./loads.ts";
import { type ContenderServer, installRivals, startContender } from "./start.ts";

/** Name, file and number of operations. */
const contenders: [string, string, number][] = [
  ["Crossdock", "crossdock", 100],
  ["trpc-to-openapi", "trpc-to-openapi", 100],
  ["oRPC over tRPC", "orpc", 100],
  ["Fastify without tRPC", "fastify", 100],
  ["Crossdock as trpc-to-openapi", "compat", 100],
  ["Crossdock, 10 operations", "crossdock", 10],
  ["Crossdock, 2,000 operations", "crossdock", 2000],
  ["trpc-to-openapi, 2,000", "trpc-to-openapi", 2000],
];

/** What one contender must reach of another's throughput. */
const targets: [string, string, number][] = [
  ["Crossdock", "trpc-to-openapi", 3],
  ["Crossdock", "oRPC over tRPC", 1],
  ["Crossdock", "Fastify without tRPC", 0.6],
  ["Crossdock, 2,000 operations", "Crossdock, 10 operations", 0.9],
  ["Crossdock, 2,000 operations", "trpc-to-openapi, 2,000", 3],
];

/**
 * The same tRPC router behind each adapter, and the same two routes on Fastify alone, each in a process of
 * its own on one core. False where a target was missed.
 */
export async function benchAdapters(plan: Plan): Promise<boolean> {
  installRivals();
  const pinned = pinRest();
  console.log(pinned ? "Each server alone on a core.\n" : "Without taskset: not pinned.\n");
  const servers: ContenderServer[] = [];
  try {
    for (const contender of contenders) servers.push(await startContender(...contender, pinned));
    await verify(servers);
    for (const { name, bootMs } of servers) console.log(`${name} boots in ${bootMs.toFixed(0)} ms`);
    let reached = true;
    for (const what of loads) {
      const result = await runRounds(what, servers, plan);
      const names = servers.map(({ name }) => name);
      printTable(`\n${what.title}, ${what.connections} connections`, names, result);
      reached = printVerdicts(names, result) && reached;
    }
    return reached;
  } finally {
    for (const server of servers) await server.stop();
  }
}

function printVerdicts(names: string[], result: Result): boolean {
  return targets
    .map(([one, other, target]) => {
      const ratio = result.ratio(names.indexOf(one), names.indexOf(other));
      return printVerdict(`${one} by ${other}`, ratio, target);
    })
    .every((reached) => reached);
}

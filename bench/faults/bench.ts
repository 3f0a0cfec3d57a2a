import { cloneTemplate, startTestServer } from "@crossdock/db/test-server";
import { type FaultReport, runFaults } from "../../apps/web/server/testing/faults/run-faults.ts";

/** How many orders a shop has before it is judged and the next one begins. */
const ordersPerShop = 50;

/**
 * Orders followed through failing providers and killed processes: prints what happened and what was found.
 * @returns whether the books were even throughout
 */
export async function benchFaults({
  runs,
  seed,
}: {
  runs: number;
  seed: number;
}): Promise<boolean> {
  const server = await startTestServer();
  const reports: FaultReport[] = [];
  try {
    for (let done = 0; done < runs; done += ordersPerShop) {
      const orders = Math.min(ordersPerShop, runs - done);
      const begin = performance.now();
      const kills = Math.max(6, Math.ceil(orders / 4));
      const run = { seed: seed + done, orders, kills, atOnce: 8 };
      const report = await runFaults(await cloneTemplate(server.url), run);
      reports.push(report);
      print(report, performance.now() - begin);
    }
  } finally {
    await server.stop();
  }
  return sumUp(reports);
}

function print({ seed, orders, kills, faults }: FaultReport, ms: number): void {
  const verdict = faults.length === 0 ? "even" : `${faults.length} FAULTS`;
  const seconds = (ms / 1000).toFixed(0);
  console.log(`seed ${seed}: ${orders} orders, ${total(kills)} kills, ${seconds} s: ${verdict}`);
  for (const fault of faults) console.log(`  ${fault}`);
}

function sumUp(reports: FaultReport[]): boolean {
  const sum = (of: (report: FaultReport) => number) =>
    reports.reduce((all, one) => all + of(one), 0);
  const euros = (cents: number) => (cents / 100).toFixed(2);
  console.log(`\n${sum(({ orders }) => orders)} orders`);
  for (const what of ["captured", "refunded"] as const) {
    const [theirs, ours] = [sum((one) => one[what].provider), sum((one) => one[what].ledger)];
    console.log(`  ${what}: ${euros(theirs)} at the providers, ${euros(ours)} in the ledger`);
  }
  console.log(`  processes killed: ${listed(merged(reports.map(({ kills }) => kills)))}`);
  const faults = merged(reports.map(({ providerFaults }) => providerFaults));
  console.log(`  faults of providers: ${listed(faults)}`);
  const found = sum((one) => one.faults.length);
  console.log(`  found wrong: ${found}`);
  return found === 0;
}

type Counts = Record<string, number>;

function merged(all: Counts[]): Counts {
  const sums: Counts = {};
  for (const [name, count] of all.flatMap(Object.entries)) sums[name] = (sums[name] ?? 0) + count;
  return sums;
}

function listed(counts: Counts): string {
  const parts = Object.entries(counts)
    .sort()
    .map(([name, count]) => `${name} ${count}`);
  return `${total(counts)} (${parts.join(", ")})`;
}

function total(counts: Counts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

import { benchAdapters } from "./adapters/bench.ts";
import { benchFaults } from "./faults/bench.ts";
import { benchCharge, benchOversell } from "./faults/races.ts";
import { benchIdentity } from "./identity/bench.ts";
import { benchInbox } from "./inbox/bench.ts";
import { benchLogs } from "./logs/bench.ts";
import { benchPipeline } from "./pipeline.ts";
import { benchTelemetry } from "./telemetry/bench.ts";

// `npm run bench`: the product beside a hand-written server. `npm run bench adapters`: the REST adapter
// beside others. `npm run bench identity`: what a call spends on its caller. `npm run bench
// inbox`: webhooks taken in. `npm run bench telemetry`: what the log of requests costs. `-- --quick` takes a third of the time.
// `npm run bench -- faults --runs 1000 --seed 1`: orders through failing providers and killed processes.
// `npm run bench -- logs`: the explorer, the charts, the errors and the exports of a log of 10,000,000 requests.
// `npm run bench oversell`: more buyers than things. `npm run bench charge`: many at once take one order's money.
const args = process.argv.slice(2);
const quick = args.includes("--quick");
const rounds = quick ? 3 : 7;
process.exitCode = (await run()) ? 0 : 1;

function run(): Promise<boolean> {
  if (args.includes("adapters")) {
    return benchAdapters({ rounds, seconds: quick ? 1 : 2, warmUp: 10_000 });
  }
  if (args.includes("faults")) {
    return benchFaults({ runs: numberOf("--runs", 1000), seed: numberOf("--seed", 1) });
  }
  if (args.includes("oversell")) {
    const rounds = numberOf("--rounds", 20);
    return benchOversell({
      rounds,
      units: numberOf("--units", 1000),
      buyers: numberOf("--buyers", 5000),
    });
  }
  if (args.includes("charge")) return benchCharge({ attempts: numberOf("--attempts", 5000) });
  if (args.includes("logs")) return benchLogs({ records: quick ? 1_000_000 : 10_000_000 });
  if (args.includes("identity")) return benchIdentity({ rounds, calls: quick ? 2000 : 10_000 });
  if (args.includes("inbox")) {
    return benchInbox({ rounds, seconds: quick ? 2 : 4, warmUp: 3000 });
  }
  if (args.includes("telemetry")) {
    return benchTelemetry({
      // More of them than elsewhere: what is looked for is smaller than what one round differs from the next.
      ...{ rounds: quick ? 6 : 24, seconds: quick ? 2 : 3, warmUp: 20_000 },
      ...{ offerSeconds: quick ? 10 : 60, awaySeconds: quick ? 10 : 30 },
    });
  }
  return benchPipeline({ rounds, seconds: quick ? 2 : 4, warmUp: 3000 });
}

function numberOf(option: string, otherwise: number): number {
  const index = args.indexOf(option);
  return index === -1 ? otherwise : Number(args[index + 1]);
}

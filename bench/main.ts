import { benchAdapters } from "./adapters/bench.ts";
import { benchPipeline } from "./pipeline.ts";
import type { Plan } from "./rounds.ts";

// `npm run bench`: the product beside a hand-written server. `npm run bench adapters`: the REST adapter
// beside others. `-- --quick` takes a third of the time.
const args = process.argv.slice(2);
const plan: Plan = args.includes("--quick")
  ? { rounds: 3, seconds: 2, warmUp: 500 }
  : { rounds: 7, seconds: 4, warmUp: 3000 };

const reached = args.includes("adapters") ? await benchAdapters(plan) : await benchPipeline(plan);
process.exitCode = reached ? 0 : 1;

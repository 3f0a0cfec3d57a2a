import { benchAdapters } from "./adapters/bench.ts";
import { benchPipeline } from "./pipeline.ts";

// `npm run bench`: the product beside a hand-written server. `npm run bench adapters`: the REST adapter
// beside others. `-- --quick` takes a third of the time.
const args = process.argv.slice(2);
const quick = args.includes("--quick");
const reached = args.includes("adapters")
  ? await benchAdapters({ rounds: quick ? 3 : 7, seconds: quick ? 1 : 2, warmUp: 10_000 })
  : await benchPipeline({ rounds: quick ? 3 : 7, seconds: quick ? 2 : 4, warmUp: 3000 });
process.exitCode = reached ? 0 : 1;

// node tools/fuzz.mjs RUNS SEED: the fuzz of the API with other numbers than the suite's own, for a longer look.
import { startVitest } from "vitest/node";

const [runs, seed] = process.argv.slice(2).map(Number);
if (!Number.isInteger(runs) || !Number.isInteger(seed)) {
  console.error("crossdock: node tools/fuzz.mjs RUNS SEED, two integers");
  process.exit(2);
}
const vitest = await startVitest("test", ["apps/web/server/fuzz.test.ts"], {
  watch: false,
  provide: { fuzz: { runs, seed } },
});
await vitest.close();

// Makes a clone ready to run: `node tools/prepare.mjs` installs dependencies and generates the Prisma
// client, `... build` builds the dashboard as well. Each step runs only when its inputs changed. It runs
// before anything is installed, so it may use nothing but Node's core, from 20.19 on.
import { build } from "./prepare/build.mjs";
import { Fault } from "./prepare/fault.mjs";
import { generate } from "./prepare/generate.mjs";
import { install, requireNode, requireRuntime } from "./prepare/install.mjs";
import { withLock } from "./prepare/lock.mjs";

const steps = process.argv[2] === "build" ? [install, generate, build] : [install, generate];

try {
  requireNode();
  if (steps.some((step) => step.isNeeded())) await withLock(runNeeded);
  requireRuntime();
} catch (error) {
  if (!(error instanceof Fault)) throw error;
  console.error(`crossdock: ${error.message}`);
  process.exitCode = 1;
}

async function runNeeded() {
  for (const step of steps) {
    if (!step.isNeeded()) continue;
    const start = performance.now();
    process.stdout.write(`${step.title} ... `);
    try {
      await step.run();
    } catch (error) {
      process.stdout.write("failed\n");
      throw error;
    }
    console.log(`${((performance.now() - start) / 1000).toFixed(1)} s`);
  }
}

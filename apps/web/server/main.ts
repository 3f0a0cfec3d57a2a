import { loadEnv } from "@crossdock/config/env";
import { explain } from "./explain.ts";
import { type Running, start } from "./start.ts";

const starting = begin();
starting.catch(fail);

let stopping = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    // A second Ctrl-C means it.
    if (stopping) process.exit(130);
    stopping = true;
    // A start that was cut off in the middle would leave its database running: it is let finish.
    starting.then((running) => running.stop()).then(() => process.exit(0), fail);
  });
}

async function begin(): Promise<Running> {
  return start(loadEnv(), { dev: process.argv.includes("--dev") });
}

function fail(error: unknown): never {
  console.error(explain(error));
  process.exit(1);
}

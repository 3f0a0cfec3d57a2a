import { loadEnv } from "@crossdock/config/env";
import { explain } from "./explain.ts";
import { start } from "./start.ts";

const dev = process.argv.includes("--dev");

try {
  const running = await start(loadEnv(), { dev });
  let stopping = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      // A second Ctrl-C means it.
      if (stopping) process.exit(130);
      stopping = true;
      running.stop().then(
        () => process.exit(0),
        (error: unknown) => fail(error),
      );
    });
  }
} catch (error) {
  fail(error);
}

function fail(error: unknown): never {
  console.error(explain(error));
  process.exit(1);
}

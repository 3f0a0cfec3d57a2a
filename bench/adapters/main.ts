import { once } from "node:events";
import { createServer } from "node:http";
import type { Contender } from "./contenders/contender.ts";
import { usageMeter } from "./usage.ts";

// One contender in a process of its own: `main.ts NAME OPERATIONS`. It sends its port and how long its
// handler took to make, then what it has used, as often as it is asked.
const [name = "", operations = "100"] = process.argv.slice(2);
const { prepare }: { prepare: Contender } = await import(`./contenders/${name}.ts`);
const compile = await prepare(Number(operations));
const begin = performance.now();
const listener = await compile();
const bootMs = performance.now() - begin;

const server = createServer(listener).listen(0, "127.0.0.1");
await once(server, "listening");
const address = server.address();
const usage = usageMeter();
process.on("message", () => process.send?.(usage()));
process.on("disconnect", () => process.exit());
process.send?.({ port: typeof address === "object" ? address?.port : 0, bootMs });

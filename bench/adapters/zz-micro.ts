import { callTRPCProcedure } from "@trpc/server";
import { z } from "zod";
import { createRouter } from "./router.ts";
import { usageMeter } from "./usage.ts";
const router = createRouter(100);
const meter = usageMeter();
async function time(name: string, f: () => unknown, n = 200000) {
  for (let i = 0; i < 20000; i++) await f();
  const a = meter(); const s = performance.now();
  for (let i = 0; i < n; i++) await f();
  const b = meter();
  console.log(name.padEnd(30), ((b.cpuMicros! - a.cpuMicros!) / n).toFixed(2), "µs", ((b.allocatedBytes! - a.allocatedBytes!) / n).toFixed(0), "bytes");
}
const input = { id: "itm_7", limit: "20" };
await time("callTRPCProcedure", () => callTRPCProcedure({ router, path: "items.get", type: "query", getRawInput: async () => input, ctx: undefined, signal: undefined, batchIndex: 0 }));
const In = z.strictObject({ id: z.string().max(40), limit: z.coerce.number().int().max(100) });
const Out = z.object({ id: z.string(), title: z.string(), limit: z.int(), tags: z.array(z.string()) });
await time("zod in parseAsync", () => In.parseAsync(input));
await time("zod out parseAsync", () => Out.parseAsync({ id: "1", title: "x", limit: 20, tags: ["wood"], cost: 9 }));
await time("zod in parse", () => In.parse(input));
await time("zod out parse", () => Out.parse({ id: "1", title: "x", limit: 20, tags: ["wood"], cost: 9 }));
const { hash } = await import("node:crypto");
await time("randomUUID", () => crypto.randomUUID());
await time("sha256", () => hash("sha256", '{"id":"itm_7","limit":20,"title":"Larch board","tags":["wood"]}', "base64url"));

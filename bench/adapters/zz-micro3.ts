import { hash } from "node:crypto";
import { createRestServer } from "/work/main/packages/adapters/src/rest/serve.ts";
import { createRouter } from "./router.ts";
import { usageMeter } from "./usage.ts";
const router = createRouter(100);
const meter = usageMeter();
async function time(name: string, f: () => unknown, n = 200000) {
  for (let i = 0; i < 30000; i++) await f();
  const a = meter();
  for (let i = 0; i < n; i++) await f();
  const b = meter();
  console.log(name.padEnd(30), ((b.cpuMicros! - a.cpuMicros!) / n).toFixed(2), "µs", ((b.allocatedBytes! - a.allocatedBytes!) / n).toFixed(0), "bytes");
}
const serve = createRestServer({ router } as any, (text) => hash("sha256", text, "base64url"));
const headers: Record<string, string> = { host: "127.0.0.1:4911", connection: "keep-alive" };
const request = { method: "GET", target: "/items/itm_7?limit=20", header: (n: string) => headers[n], hasBody: false, read: async () => new Uint8Array(), aborted: () => false };
const body = Buffer.from(JSON.stringify({ title: "Board 20", limit: 20, tags: ["wood", "oak"] }));
const ph = { ...headers, "content-type": "application/json" } as Record<string, string>;
const post = { ...request, method: "POST", target: "/items", header: (n: string) => ph[n], hasBody: true, read: async () => body };
console.log(await serve({} as any, request as any), await serve({} as any, post as any));
for (let k = 0; k < 3; k++) { await time("GET", () => serve({} as any, request as any)); await time("POST", () => serve({} as any, post as any)); }

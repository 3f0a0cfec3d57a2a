import { callTRPCProcedure, getTRPCErrorFromUnknown } from "@trpc/server";
import { createRouter } from "./router.ts";
import { usageMeter } from "./usage.ts";
const router = createRouter(100);
const meter = usageMeter();
async function time(name: string, f: () => unknown, n = 300000) {
  for (let i = 0; i < 30000; i++) await f();
  const a = meter();
  for (let i = 0; i < n; i++) await f();
  const b = meter();
  console.log(name.padEnd(30), ((b.cpuMicros! - a.cpuMicros!) / n).toFixed(2), "µs", ((b.allocatedBytes! - a.allocatedBytes!) / n).toFixed(0), "bytes");
}
const input = { id: "itm_7", limit: "20" };
const run1 = () => callTRPCProcedure({ router, path: "items.get", type: "query", getRawInput: async () => input, ctx: undefined, signal: undefined, batchIndex: 0 });
async function step(middlewares: any[], index: number, call: any): Promise<any> {
  try {
    return await middlewares[index]({ ...call, next: (change?: any) => step(middlewares, index + 1, change === undefined ? call : { ...call, ctx: change.ctx ? { ...call.ctx, ...change.ctx } : call.ctx, input: "input" in change ? change.input : call.input, getRawInput: change.getRawInput ?? call.getRawInput }) });
  } catch (cause) { return { ok: false, error: getTRPCErrorFromUnknown(cause) }; }
}
const proc: any = (router._def.procedures as any)["items.get"];
const run2 = async () => { const r = await step(proc._def.middlewares, 0, { path: "items.get", type: "query", getRawInput: async () => input, ctx: undefined, signal: undefined, batchIndex: 0, meta: proc._def.meta, input: undefined }); if (!r.ok) throw r.error; return r.data; };
// literal
async function step3(ms: any[], index: number, c: any, ctx: any, inp: any, raw: any): Promise<any> {
  try {
    return await ms[index]({ ctx, type: c.type, path: c.path, input: inp, getRawInput: raw, meta: c.meta, signal: c.signal, batchIndex: 0, next: (change?: any) => step3(ms, index + 1, c, change?.ctx ? { ...ctx, ...change.ctx } : ctx, change !== undefined && "input" in change ? change.input : inp, change?.getRawInput ?? raw) });
  } catch (cause) { return { ok: false, error: getTRPCErrorFromUnknown(cause) }; }
}
const run3 = async () => { const r = await step3(proc._def.middlewares, 0, { path: "items.get", type: "query", signal: undefined, meta: proc._def.meta }, undefined, undefined, async () => input); if (!r.ok) throw r.error; return r.data; };
console.log(await run1(), await run2(), await run3());
for (let k = 0; k < 2; k++) { await time("tRPC", run1); await time("spread", run2); await time("literal", run3); }

import type { IncomingMessage } from "node:http";
import { isAllowed } from "@crossdock/core";
import { type CallerOf, createCallerOf } from "../../apps/web/server/caller-of.ts";
import type { Product } from "../../apps/web/server/product.ts";
import { publicApi } from "../../apps/web/server/public-api.ts";
import { authorize } from "../../apps/web/server/rest.ts";
import { openBenchDatabase } from "../database.ts";
import { type Callers, makeCallers, openProduct } from "./callers.ts";

type IdentityPlan = { rounds: number; calls: number };

/**
 * What it costs a call to know its caller: credential, limits and permission on, and all of it off, in
 * turns within one process. False where a target was missed.
 */
export async function benchIdentity(plan: IdentityPlan): Promise<boolean> {
  const database = await openBenchDatabase();
  const product = await openProduct(database.url);
  try {
    const callerOf = createCallerOf(product, 0);
    console.log("Processor time that a call spends on its caller, in microseconds.\n");
    let reached = true;
    for (const callers of await makeCallers(product)) {
      reached = (await compare(callers, product, callerOf, plan)) && reached;
    }
    return reached;
  } finally {
    await product.close();
    await database.close();
  }
}

async function compare(
  { name, targetMicros, requests }: Callers,
  product: Product,
  callerOf: CallerOf,
  { rounds, calls }: IdentityPlan,
): Promise<boolean> {
  const operation = publicApi.versions[0]?.operations.find(({ name }) => name === "products.get");
  const on = async (req: IncomingMessage) => {
    const principal = await callerOf.bearer(req, "api");
    const admission = await authorize(product, principal, operation as Operation);
    const allowed = isAllowed(principal, "products:read");
    admission.release();
    if (!allowed) throw new Error("The bench's own callers may call.");
  };
  const off = async (req: IncomingMessage) => void req.headers;
  await measure(on, requests, calls);
  await measure(off, requests, calls);
  const costs: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const without = await measure(off, requests, calls);
    costs.push((await measure(on, requests, calls)) - without);
  }
  const [least = 0, median = 0, most = 0] = [0, 0.5, 1].map(
    (share) => costs.toSorted((a, b) => a - b)[Math.round((costs.length - 1) * share)],
  );
  const verdict = median <= targetMicros ? "reached" : "MISSED";
  const range = `${least.toFixed(2)} to ${most.toFixed(2)}`;
  console.log(
    `  ${name.padEnd(20)}${median.toFixed(2).padStart(8)}  (${range}), target ${targetMicros}: ${verdict}`,
  );
  return median <= targetMicros;
}

type Operation = Parameters<typeof authorize>[2];

/** Microseconds of the process's time a call. */
async function measure(
  call: (req: IncomingMessage) => Promise<void>,
  requests: IncomingMessage[],
  calls: number,
): Promise<number> {
  const before = process.cpuUsage();
  for (let at = 0; at < calls; at++) {
    const req = requests[at % requests.length];
    if (req) await call(req);
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / calls;
}

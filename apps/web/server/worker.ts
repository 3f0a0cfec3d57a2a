import { type Context, heldBy, type Job, jobs, toAppError, toJobData } from "@crossdock/api";
import { newId, systemPrincipal, traceIdOf } from "@crossdock/core";
import { isPaused, onBehalfOf } from "@crossdock/http";
import type { Log } from "./log.ts";
import type { Product } from "./product.ts";

/** Takes up the background work in this process, but what is paused. */
export async function startWorker(product: Product, log: Log): Promise<void> {
  const hold = () => {
    const held = jobs.filter((job) => heldBy(product.pauses, job) !== null);
    return product.jobs.hold(new Set(held.map(({ name }) => name)));
  };
  product.pauses.onChange(() => void hold().catch((error) => log.error(error)));
  await hold();
  for (const job of jobs) {
    const { name, cron, atStart } = job;
    await product.jobs.work(name, (data) => run(product, log, job, data));
    if (cron) await product.jobs.schedule(name, cron);
    if (atStart) await product.jobs.enqueue(name, {});
  }
}

async function run(product: Product, log: Log, { name, run }: Job, data: object): Promise<void> {
  const at = product.clock.now();
  const requestId = newId("req", at);
  const principal = systemPrincipal("jobs");
  const context: Context = { services: product, principal, transport: "job", requestId };
  let failed = false;
  try {
    await onBehalfOf(context, () => run(context, toJobData(data)));
  } catch (error) {
    if (isPaused(error) || toAppError(error).code === "read_only") {
      // It ran into a pause, which is no failure of its own: as many attempts are left as before.
      await product.jobs.enqueue(name, data, { startAfterSeconds: laterSeconds });
      return;
    }
    failed = true;
    log.error({ err: error, job: name, data, requestId }, "job failed");
    throw error;
  } finally {
    product.otlp?.onJob({ name, requestId, traceId: traceIdOf(requestId), at, failed });
  }
}

const laterSeconds = 15;

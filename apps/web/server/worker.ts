import { type Context, jobs, toJobData } from "@crossdock/api";
import { newId, systemPrincipal, traceIdOf } from "@crossdock/core";
import { onBehalfOf } from "@crossdock/http";
import type { Log } from "./log.ts";
import type { Product } from "./product.ts";

/** Takes up the background work in this process. */
export async function startWorker(product: Product, log: Log): Promise<void> {
  for (const { name, cron, atStart, run } of jobs) {
    await product.jobs.work(name, async (data) => {
      const at = product.clock.now();
      const requestId = newId("req", at);
      let failed = false;
      const principal = systemPrincipal("jobs");
      try {
        const context: Context = { services: product, principal, transport: "job", requestId };
        await onBehalfOf(context, () => run(context, toJobData(data)));
      } catch (error) {
        failed = true;
        log.error({ err: error, job: name, data, requestId }, "job failed");
        throw error;
      } finally {
        product.otlp?.onJob({ name, requestId, traceId: traceIdOf(requestId), at, failed });
      }
    });
    if (cron) await product.jobs.schedule(name, cron);
    if (atStart) await product.jobs.enqueue(name, {});
  }
}

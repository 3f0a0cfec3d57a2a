import { newId, systemPrincipal } from "@crossdock/core";
import { bucketOf, minuteMs, packHistogram } from "@crossdock/telemetry/alerts";
import type { TestProduct } from "../testing/index.ts";
import { evaluateAlerts } from "./evaluate.ts";

type Calls = {
  ok?: number;
  failed?: number;
  faults?: number;
  operation?: string;
  principalId?: string;
  milliseconds?: number;
};

/** Writes what a recorder would of calls in a minute, at all levels. */
export async function recordCalls(product: TestProduct, at: Date, calls: Calls): Promise<void> {
  const { ok = 0, failed = 0, faults = 0 } = calls;
  const { operation = "orders.create", principalId = "-", milliseconds = 20 } = calls;
  const start = new Date(Math.floor(at.getTime() / minuteMs) * minuteMs);
  const classes = [
    [2, ok],
    [4, failed],
    [5, faults],
  ] as const;
  const rows = [0, 1, 2, 3].flatMap((level) =>
    classes.map(([statusClass, count]) => ({
      ...{ grain: "minute", level, at: start, transport: "rest", statusClass, count },
      operation: level % 2 === 1 ? operation : "",
      version: level % 2 === 1 ? "v2" : "",
      principalId: level >= 2 ? principalId : "",
      ...{ writer: newId("req", at), partnerId: "", bytesIn: 0n, bytesOut: 0n },
      ...{ firstAt: at, lastAt: at },
      durationUs: BigInt(count * milliseconds * 1000),
      histogram: packHistogram(new Map([[bucketOf(milliseconds * 1000), count]])),
    })),
  );
  await product.db.prisma.requestRollup.createMany({ data: rows.filter(({ count }) => count > 0) });
}

/** Lets minutes pass, in each of which these calls come and then the rules are judged. */
export async function passMinutes(product: TestProduct, minutes: number, calls: Calls = {}) {
  for (let minute = 0; minute < minutes; minute += 1) {
    await recordCalls(product, product.clock.now(), calls);
    product.clock.set(new Date(product.clock.now().getTime() + minuteMs));
    await judge(product);
  }
}

/** As the worker's clock does it. */
export function judge(product: TestProduct) {
  const principal = systemPrincipal("jobs");
  return evaluateAlerts({ ...product.context, principal, transport: "job" }, 20);
}

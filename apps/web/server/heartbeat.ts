import type { Product } from "./product.ts";

const everyMs = 60_000;
const lateMs = 5 * everyMs;

export type HeartbeatProduct = Pick<Product, "db" | "clock" | "operatorHttp">;

/**
 * Tells an address outside, once a minute, that this worker lives, the database answers and alerts are
 * judged: whoever keeps the time there notices when it does not.
 * @param url of a service that waits for a GET; undefined: nobody is told
 * @param onError hears why it could not be told
 * @returns a function that ends it
 */
export function startHeartbeat(
  product: HeartbeatProduct,
  url: string | undefined,
  onError: (error: unknown) => void,
): () => Promise<void> {
  if (!url) return async () => {};
  const since = product.clock.now();
  let beating = Promise.resolve();
  const next = () => {
    // One that hangs is waited for, and none is begun beside it.
    beating = beating.then(() => beat(product, url, since)).catch(onError);
  };
  next();
  const timer = setInterval(next, everyMs);
  return async () => {
    clearInterval(timer);
    await beating;
  };
}

/** @throws what keeps it from being told */
async function beat(
  { db, clock, operatorHttp }: HeartbeatProduct,
  url: string,
  since: Date,
): Promise<void> {
  const judged = await db.prisma.alertClock.findUnique({ where: { id: 1 } });
  const last = Math.max(judged?.evaluatedAt.getTime() ?? 0, since.getTime());
  if (clock.now().getTime() - last > lateMs) throw new Error("no alerts were judged lately");
  const { status } = await operatorHttp.request({
    ...{ method: "GET", url, deadlineMs: 10_000, maxBytes: 65_536 },
    // Such an address is known to who may beat: it stays out of the log.
    secretPath: true,
  });
  if (status >= 400) throw new Error(`it answered ${status}`);
}

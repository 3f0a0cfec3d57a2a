import { readHead } from "@crossdock/api";
import type { Log } from "./log.ts";
import type { Product } from "./product.ts";

/**
 * Writes the head of the audit log's chain to the server's log, now and each hour. Whoever may write
 * to the database can cut the chain's end off unseen: the log is the witness elsewhere.
 */
export async function startAuditWitness({ db }: Product, log: Log): Promise<() => Promise<void>> {
  async function note(): Promise<void> {
    const head = await readHead(db.prisma);
    if (head) log.info({ auditHead: `${head.seq}:${head.hash}` }, "head of the audit log");
  }
  await note();
  const timer = setInterval(() => note().catch((error) => log.error(error)), 3_600_000).unref();
  return async () => clearInterval(timer);
}

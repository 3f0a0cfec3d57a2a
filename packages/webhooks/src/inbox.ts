import type { Database, Jobs } from "@crossdock/db";
import { isUnavailable } from "@crossdock/db";
import { type Inbound, type Stored, storeBatch } from "./store.ts";

/** Stores verified events as they come, many of the same moment in one transaction. */
export type Inbox = {
  /**
   * Once this resolves, the sender can be told 2xx: nothing can be lost. A repeated event is counted
   * and starts nothing.
   * @throws what the database threw; then the event is not stored, and must be sent again
   */
  store(inbound: Inbound): Promise<Stored>;
};

type Waiting = { inbound: Inbound; resolve(stored: Stored): void; reject(error: unknown): void };

/**
 * While transactions run, what arrives gathers for the next: a commit is what storing costs most, and
 * one serves all that wait for it. Who comes alone waits for nobody.
 */
export function createInbox(db: Database, jobs: Pick<Jobs, "enqueueAll">): Inbox {
  const waiting: Waiting[] = [];
  let running = 0;

  async function run(): Promise<void> {
    running++;
    while (waiting.length > 0) await storeAll(waiting.splice(0, batchMax));
    running--;
  }

  async function storeAll(batch: Waiting[]): Promise<void> {
    try {
      const events = batch.map(({ inbound }) => inbound);
      const stored = await storeBatch(db, jobs, events);
      for (const [place, one] of stored.entries()) batch[place]?.resolve(one);
    } catch (error) {
      // One that the database cannot take must not take the others with it.
      if (batch.length > 1 && !isUnavailable(error)) {
        for (const one of batch) await storeAll([one]);
      } else {
        for (const { reject } of batch) reject(error);
      }
    }
  }

  return {
    store: (inbound) =>
      new Promise((resolve, reject) => {
        waiting.push({ inbound, resolve, reject });
        // At the end of the turn, so that what came in one read of the sockets goes together.
        if (running < runningMax) setImmediate(() => void (running < runningMax && run()));
      }),
  };
}

const batchMax = 32;
const runningMax = 2;

/** Stores one event alone, as a poller does that has fetched what was missed. */
export async function storeInbound(
  db: Database,
  jobs: Pick<Jobs, "enqueueAll">,
  inbound: Inbound,
): Promise<Stored> {
  const [stored] = await storeBatch(db, jobs, [inbound]);
  if (!stored) throw new Error("The inbox returned no row");
  return stored;
}

import { newId } from "@crossdock/core";
import type { Database, Jobs } from "@crossdock/db";

/** The job that works off an inbound event, with `{ inboxId }`. */
export const inboxJob = "inbox";

export type Inbound = {
  connector: string;
  /** The account at the provider, or null where it has one. */
  account: string | null;
  /** The provider's id of the event: what duplicates are known by. */
  eventId: string;
  type: string;
  /** The bytes as they were signed. */
  body: Buffer;
  requestId: string;
  at: Date;
};

/**
 * Stores a verified event and the job that works it off, in one transaction. A repeated event is
 * counted and starts nothing. Once this returns, the sender can be told 2xx: nothing can be lost.
 */
export function storeInbound(
  db: Database,
  jobs: Pick<Jobs, "enqueue">,
  inbound: Inbound,
): Promise<{ id: string; fresh: boolean }> {
  const { connector, account, eventId, type, body, requestId, at } = inbound;
  return db.transaction(async (tx) => {
    const id = newId("inb", at);
    const [row] = await tx.$queryRaw<{ id: string; fresh: boolean }[]>`
      INSERT INTO inbox_event
        (id, connector, account, event_id, type, body, status, request_id, received_at)
      VALUES (${id}, ${connector}, ${account ?? ""}, ${eventId}, ${type}, ${body}, 'received',
        ${requestId}, ${at})
      ON CONFLICT (connector, account, event_id)
        DO UPDATE SET duplicates = inbox_event.duplicates + 1
      RETURNING id, xmax = 0 AS fresh`;
    if (!row) throw new Error("The inbox returned no row");
    if (row.fresh) await jobs.enqueue(inboxJob, { inboxId: id }, { tx });
    return row;
  });
}

import type { RegisteredConnector } from "@crossdock/connectors";
import { storeInbound } from "@crossdock/webhooks";
import type { Context } from "../procedure/context.ts";
import { keepRun } from "./keep-run.ts";

type ListEvents = NonNullable<NonNullable<RegisteredConnector["inbound"]>["listEvents"]>;

/**
 * Reads a third party's own list of events and puts what never came here into the inbox, by the same
 * door as a delivery: what is there is passed over, and each event has its effect once.
 * @returns how many were missed; null where it has no list, or is not set up
 * @throws ConnectorError where the list could not be read to its end; the next run begins there again
 */
export async function reconcileConnector(context: Context, id: string): Promise<number | null> {
  const { db, clock, connectors } = context.services;
  const connector = await connectors.get(id);
  const listEvents = connector?.inbound?.listEvents;
  if (!connector?.configured || connector.off !== null || !listEvents) return null;
  const last = await db.prisma.reconciliation.findUnique({ where: { connector: id } });
  const now = clock.now();
  const since = sinceWhen(last?.readUntil, now);
  const asked = { id, name: connector.name, done: "They were fetched and are worked off now." };
  const run = { readUntil: now, found: 0, error: null as string | null };
  try {
    for await (const _ of missedOf(context, id, listEvents({ since, deadlineMs }))) run.found += 1;
    return run.found;
  } catch (error) {
    run.readUntil = last?.readUntil ?? new Date(since.getTime() + overlapMs);
    run.error = error instanceof Error ? error.message : String(error);
    throw error;
  } finally {
    await keepRun(context, asked, run);
  }
}

const minuteMs = 60_000;
// An event may show up in the list some minutes after its own time.
const overlapMs = 10 * minuteMs;
// No provider keeps its list for longer.
const keptMs = 30 * 24 * 60 * minuteMs;
// Once set up, a connector is looked after within the hour.
const firstMs = 60 * minuteMs;
// Younger ones may still be on their way.
const onTheWayMs = 2 * minuteMs;
const deadlineMs = 60_000;

function sinceWhen(readUntil: Date | undefined, now: Date): Date {
  const from = (readUntil?.getTime() ?? now.getTime() - firstMs) - overlapMs;
  return new Date(Math.max(from, now.getTime() - keptMs));
}

/** Stores what is not here, and yields for each that should have come long before. */
async function* missedOf(
  { services: { db, jobs, clock, live }, requestId }: Context,
  connector: string,
  events: ReturnType<ListEvents>,
): AsyncGenerator<true> {
  for await (const event of events) {
    const { account, eventId, type, body, occurredAt } = event;
    const where = { connector, account: account ?? "", eventId };
    // Asked first, since storing it again would count as a repeated delivery.
    if (await db.prisma.inboxSeen.findFirst({ where, select: { inboxId: true } })) continue;
    const at = clock.now();
    // Written by us, and not as it was signed: a delivery that still comes differs, and is no conflict.
    const inbound = { connector, account, eventId, type, body, fingerprint: null, requestId, at };
    const { fresh } = await storeInbound(db, jobs, inbound);
    if (!fresh || at.getTime() - occurredAt.getTime() <= onTheWayMs) continue;
    live.publish(["inbox"]);
    yield true;
  }
}

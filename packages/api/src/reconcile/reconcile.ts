import type { RegisteredConnector } from "@crossdock/connectors";
import { systemPrincipal } from "@crossdock/core";
import { storeInbound } from "@crossdock/webhooks";
import { notifyTeam } from "../notifications/notify-team.ts";
import type { Context } from "../procedure/context.ts";
import { unitOfWork } from "../procedure/unit-of-work.ts";

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
  try {
    const found = await fetchMissed(context, id, listEvents, since);
    await keep(context, connector, { readUntil: now, found, error: null });
    return found;
  } catch (error) {
    const readUntil = last?.readUntil ?? new Date(since.getTime() + overlapMs);
    await keep(context, connector, { readUntil, found: 0, error: String(error).slice(0, 500) });
    throw error;
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
const listDeadlineMs = 60_000;

function sinceWhen(readUntil: Date | undefined, now: Date): Date {
  const from = (readUntil?.getTime() ?? now.getTime() - firstMs) - overlapMs;
  return new Date(Math.max(from, now.getTime() - keptMs));
}

async function fetchMissed(
  { services: { db, jobs, clock, live }, requestId }: Context,
  connector: string,
  listEvents: ListEvents,
  since: Date,
): Promise<number> {
  let missed = 0;
  for await (const event of listEvents({ since, deadlineMs: listDeadlineMs })) {
    const { account, eventId, type, body, occurredAt } = event;
    const where = { connector, account: account ?? "", eventId };
    // Asked first, since storing it again would count as a repeated delivery.
    if (await db.prisma.inboxSeen.findFirst({ where, select: { inboxId: true } })) continue;
    const at = clock.now();
    // Written by us, and not as it was signed: a delivery that still comes differs, and is no conflict.
    const inbound = { connector, account, eventId, type, body, fingerprint: null, requestId, at };
    const { fresh } = await storeInbound(db, jobs, inbound);
    if (fresh && at.getTime() - occurredAt.getTime() > onTheWayMs) missed += 1;
  }
  if (missed > 0) live.publish(["inbox"]);
  return missed;
}

type Run = { readUntil: Date; found: number; error: string | null };

async function keep(context: Context, connector: RegisteredConnector, run: Run): Promise<void> {
  const { services } = context;
  const ranAt = services.clock.now();
  const { found } = run;
  await services.db.prisma.reconciliation.upsert({
    where: { connector: connector.id },
    create: { connector: connector.id, ranAt, ...run, foundTotal: found },
    update: { ...run, ranAt, foundTotal: { increment: found } },
  });
  if (found === 0) return;
  const caller = { ...context, principal: systemPrincipal("reconcile") };
  await unitOfWork(caller, "inbox.reconcile", async (ctx) => {
    ctx.about(connector.id);
    await notifyTeam(ctx, {
      kind: "connector",
      // Once a day is enough where its webhooks do not come at all.
      key: `webhooks missed ${connector.id} ${ranAt.toISOString().slice(0, 10)}`,
      subject: `webhooks of ${connector.name} did not come`,
      paragraphs: [
        `${connector.name} has ${found} events that were never delivered here, or were refused. They were fetched and are worked off now.`,
        "Look whether its webhook still sends to this shop, and which deliveries were refused.",
      ],
      href: "/inbound",
    });
  });
}

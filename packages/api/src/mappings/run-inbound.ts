import type { Prisma } from "@crossdock/db";
import type { Context } from "../procedure/context.ts";
import { hopsHeader, hopsMax, readHops } from "./key.ts";
import { writeRuns } from "./write-runs.ts";

type Inbound = Pick<
  Prisma.InboxEventGetPayload<object>,
  "id" | "connector" | "type" | "requestId" | "headers"
>;

/**
 * Writes what mappings have to do for an inbound event: once, however often it is called.
 * @returns which mappings follow it, in a sentence; null where none does
 */
export async function runInboundMappings(context: Context, event: Inbound): Promise<string | null> {
  const { db, clock, jobs } = context.services;
  const { id: eventId, connector: source, type, requestId } = event;
  const mappings = await db.prisma.mapping.findMany({
    where: { direction: "in", source, event: { in: [type, "*"] }, enabled: true },
    select: { id: true, name: true, version: true },
    orderBy: { id: "asc" },
  });
  if (mappings.length === 0) return null;
  const hops = readHops(Object(event.headers)[hopsHeader]);
  if (hops >= hopsMax) return `It was stopped: ${hops} mappings in a row led to this event.`;
  const of = { eventId, hops, requestId, at: clock.now() };
  await db.transaction((tx) => writeRuns(tx, jobs, mappings, of));
  return `Mappings: ${mappings.map(({ name }) => name).join(", ")}`.slice(0, 500);
}

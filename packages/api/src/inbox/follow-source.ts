import { runInboundMappings } from "../mappings/run-inbound.ts";
import type { Context } from "../procedure/context.ts";

/** What became of a source's event. */
export type Said = { status: "processed" | "ignored"; result: string };

/**
 * What follows an event of a source: the mappings of it. Runs outside of any transaction, since they may
 * call out; it may run again for the same event, and each mapping sees to it that it acts once.
 * @throws AppError where it can never work, anything else where it may work later
 */
export async function followSource(context: Context, inboxId: string): Promise<Said> {
  const { prisma } = context.services.db;
  const event = await prisma.inboxEvent.findUniqueOrThrow({ where: { id: inboxId } });
  const result = event.status === "received" ? await runInboundMappings(context, event) : null;
  if (result !== null) return { status: "processed", result };
  return { status: "ignored", result: "No mapping follows this type of event." };
}

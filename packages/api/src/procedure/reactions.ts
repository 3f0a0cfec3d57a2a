import { systemPrincipal } from "@crossdock/core";
import type { Prisma } from "@crossdock/db";
import type { CommandContext, Context } from "./context.ts";
import type { EventType } from "./events.ts";
import { unitOfWork } from "./unit-of-work.ts";

/** What follows an event, later and in its own transaction; it must bear to run twice. */
export type Reaction = {
  on: EventType;
  /** The action its audit entry names. */
  name: string;
  run(ctx: CommandContext, event: Prisma.EventGetPayload<object>): Promise<void>;
};

/** Runs every reaction to a stored event. */
export async function react(
  context: Context,
  reactions: Reaction[],
  eventId: string,
): Promise<void> {
  const event = await context.services.db.prisma.event.findUniqueOrThrow({
    where: { id: eventId },
  });
  for (const { on, name, run } of reactions) {
    if (on !== event.type) continue;
    const caller = {
      ...context,
      principal: systemPrincipal("reactions"),
      requestId: event.requestId,
      hops: event.hops,
    };
    await unitOfWork(caller, name, (ctx) => run(ctx, event));
  }
}

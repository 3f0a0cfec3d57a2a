import { AppError } from "@crossdock/core";
import { inboxJob } from "@crossdock/webhooks";
import type { CommandContext } from "../procedure/context.ts";

/**
 * Has an event worked off again from the bytes that came, by what handles it today. What it did before it
 * does not do twice: the ledger and the mappings know what they have heard.
 * @throws AppError `transition_invalid`
 */
export async function reprocess(ctx: CommandContext, id: string) {
  await ctx.db.$executeRaw`SELECT FROM inbox_event WHERE id = ${id} FOR UPDATE`;
  const event = await ctx.db.inboxEvent.findUnique({ where: { id } });
  if (!event) throw new AppError("not_found", { detail: `There is no inbound event ${id}.` });
  const hindrance = hindranceOf(event);
  if (hindrance) throw new AppError("transition_invalid", { detail: hindrance });
  await ctx.enqueue(inboxJob, { inboxId: id });
  const data = { status: "received", result: null, lastError: null, processedAt: null } as const;
  return ctx.db.inboxEvent.update({ where: { id }, data, omit: { body: true } });
}

function hindranceOf({ status, body }: { status: string; body: Uint8Array }): string | null {
  if (status === "conflict")
    return "Another event had this id first. Look at the provider which of the two is true.";
  if (status === "received") return "It waits to be worked off already.";
  return body.length === 0 ? "What it said is not kept any more." : null;
}

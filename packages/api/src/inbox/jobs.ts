import { inboxJob } from "@crossdock/webhooks";
import { discardedBy, type Job } from "../procedure/jobs.ts";
import { processInbound } from "./process.ts";

export const processInbox: Job = {
  name: inboxJob,
  run: (context, { inboxId = "" }) => processInbound(context, inboxId),
  onDiscard: (ctx, all) =>
    ctx.db.inboxEvent.updateMany({
      where: { id: { in: all.map(({ inboxId = "" }) => inboxId) }, status: "received" },
      data: { status: "failed", lastError: discardedBy(ctx) },
    }),
};

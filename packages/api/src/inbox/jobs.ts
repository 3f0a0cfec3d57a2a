import { inboxJob } from "@crossdock/webhooks";
import type { Job } from "../procedure/jobs.ts";
import { processInbound } from "./process.ts";

export const processInbox: Job = {
  name: inboxJob,
  run: (context, { inboxId = "" }) => processInbound(context, inboxId),
};

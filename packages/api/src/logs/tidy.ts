import { tidyRequestLog } from "@crossdock/telemetry";
import type { Job } from "../procedure/jobs.ts";

/** Drops what the log of requests keeps no longer. Once a day. */
export const tidyLogs: Job = {
  name: "tidy-request-log",
  cron: "41 3 * * *",
  run: ({ services: { db, clock, requests } }) =>
    tidyRequestLog(db, clock.now(), requests.retentionDays),
};

import type { Context } from "./context.ts";

/** Background work: put in the queue with `data` by a command, or run by the clock with `cron` (UTC). */
export type Job = {
  name: string;
  cron?: string;
  /** It runs once more after each start of a worker. */
  atStart?: true;
  run(context: Context, data: Record<string, string>): Promise<void>;
};

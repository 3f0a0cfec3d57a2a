import type { CommandContext, Context } from "./context.ts";

/** Background work: put in the queue with `data` by a command, or run by the clock with `cron` (UTC). */
export type Job = {
  name: string;
  cron?: string;
  /** It runs once more after each start of a worker. */
  atStart?: true;
  /** It is about calling third parties: it waits while outgoing traffic is paused. */
  callsOut?: true;
  /** A run may last an hour; others are given up after two minutes, and begun again. */
  takesLong?: true;
  /** It changes nothing of the shop: it goes on while changes are refused. */
  whileReadOnly?: true;
  run(context: Context, data: JobData): Promise<void>;
  /** Sets the rows right that tell how it stands, where people have failed ones done once more. */
  onRetry?(ctx: CommandContext, all: readonly JobData[]): Promise<unknown>;
  /** The same where people take them out of the queue, not to be done any more. */
  onDiscard?(ctx: CommandContext, all: readonly JobData[]): Promise<unknown>;
};

export type JobData = Record<string, string>;

/** What a job was put in the queue with; members of other types come as texts. */
export function toJobData(data: object | null): JobData {
  return Object.fromEntries(Object.entries(data ?? {}).map(([key, value]) => [key, String(value)]));
}

/** What the row of a job says that was taken out of the queue. */
export function discardedBy({ principal }: Context): string {
  return `${principal.name} took it out of the queue.`.slice(0, 500);
}

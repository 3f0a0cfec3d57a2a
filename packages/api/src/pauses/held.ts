import type { Job } from "../procedure/jobs.ts";
import type { Pauses } from "./known.ts";
import { type PausablePart, pausableParts } from "./parts.ts";

/** The pause that a queue's jobs wait for; null where they are begun. */
export function heldBy(pauses: Pick<Pauses, "of">, job: Job): PausablePart | null {
  const holding = pausableParts.filter((part) => pauses.of(part) !== null);
  return holding.find((part) => holds[part](job)) ?? null;
}

const holds: Record<PausablePart, (job: Job) => boolean> = {
  worker: () => true,
  outgoing: ({ callsOut }) => callsOut === true,
  writes: ({ whileReadOnly }) => whileReadOnly !== true,
};

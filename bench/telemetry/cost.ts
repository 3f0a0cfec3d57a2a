import { type Load, load } from "../load.ts";
import type { Server } from "../server.ts";
import { profile, shareOf } from "./profile.ts";

export type Cost = {
  /** The part of a request's processor time that its record takes, from 0 to 1: the median of the rounds. */
  share: number;
  /** The same in microseconds, and those of the whole request; null where nobody tells them. */
  micros: number | null;
  requestMicros: number | null;
};

/**
 * What a record costs: by the profiler, which tells one part in a hundred from another in seconds. Between
 * runs with and without records the processor's own moods make more of a difference than the records do.
 */
export async function costOf(
  what: Load,
  server: Server,
  inspectorPort: number,
  { rounds, seconds }: { rounds: number; seconds: number },
): Promise<Cost> {
  const shares: number[] = [];
  const whole: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const found = await profile(inspectorPort, async () => {
      const { cpuMicros } = await load(what, server, { duration: seconds });
      whole.push(cpuMicros ?? Number.NaN);
    });
    shares.push(shareOf(found, isOfTheRecorder));
  }
  const [share, requestMicros] = [median(shares), median(whole)];
  if (Number.isNaN(requestMicros)) return { share, micros: null, requestMicros: null };
  return { share, micros: share * requestMicros, requestMicros };
}

/** What watches requests, makes records and sums of them, and writes these. */
function isOfTheRecorder(url: string): boolean {
  return /telemetry\/src\/|server\/requests\/(observer|detail)\.ts|db\/src\/copy|pg-copy-streams/.test(
    url,
  );
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Records are written each second, sums every two. */
export const writtenAfterMs = 2500;

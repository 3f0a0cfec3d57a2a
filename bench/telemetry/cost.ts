import { type Load, load } from "../load.ts";
import { median } from "../rounds.ts";
import type { Server } from "../server.ts";
import { profile, shareOf } from "./profile.ts";

/**
 * The part of a request's processor time that its record takes, from 0 to 1: the median of the rounds. By the
 * profiler, which tells one part in a hundred from another in seconds: between runs with and without records
 * the processor's own moods make more of a difference than the records do.
 */
export async function shareOfRecords(
  what: Load,
  server: Server,
  inspectorPort: number,
  { rounds, seconds }: { rounds: number; seconds: number },
): Promise<number> {
  const shares: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const found = await profile(inspectorPort, async () => {
      await load(what, server, { duration: seconds });
    });
    shares.push(shareOf(found, isOfTheRecorder));
  }
  return median(shares);
}

/** What watches requests, makes records and sums of them, and writes these. */
function isOfTheRecorder(url: string): boolean {
  return /telemetry\/src\/|server\/requests\/(observer|detail)\.ts|db\/src\/copy|pg-copy-streams/.test(
    url,
  );
}

/** Records are written each second, sums every two. */
export const writtenAfterMs = 2500;

import type { Clock } from "@crossdock/core";
import { isUnavailable } from "@crossdock/db";
import type { Log } from "./log.ts";

/**
 * Logs what goes wrong behind the requests. While the database is away every queue, listener and writer
 * fails again and again: of those one line in ten seconds is written, with how many there were.
 */
export function createBackgroundErrors(log: Log, clock: Clock): (error: Error) => void {
  let quietUntil = 0;
  let failures = 0;
  return (error) => {
    if (!isUnavailable(error)) {
      log.error(error);
      return;
    }
    failures += 1;
    const now = clock.now().getTime();
    if (now < quietUntil) return;
    log.error({ err: error, failures });
    quietUntil = now + quietMs;
    failures = 0;
  };
}

const quietMs = 10_000;

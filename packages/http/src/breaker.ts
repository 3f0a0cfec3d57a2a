import { HttpError } from "./error.ts";
import type { Time } from "./time.ts";

/** How an admitted call ended; `unknown` says nothing about the host. */
export type CallOutcome = "answered" | "failed" | "unknown";

/** Leaves a host alone that fails, so that callers hear at once and it can recover. */
export type Breaker = {
  /**
   * Lets a call through; call back with how it ended, once.
   * @throws HttpError `circuit_open`
   */
  admit(): (outcome: CallOutcome) => void;
  isOpen(): boolean;
};

/**
 * Opens after ten failures in a row, or where half of at least twenty calls in half a minute failed.
 * After five seconds one call may probe; each failed probe doubles the pause, up to a minute.
 */
export function createBreaker(time: Time): Breaker {
  let inARow = 0;
  let recent = { since: time.now(), calls: 0, failures: 0 };
  let openUntil: number | null = null;
  let pauseMs = pauseMsMin;
  let probing = false;

  function close(): void {
    openUntil = null;
    pauseMs = pauseMsMin;
    inARow = 0;
    recent = { since: time.now(), calls: 0, failures: 0 };
  }

  function endProbe(outcome: CallOutcome): void {
    probing = false;
    if (outcome === "answered") close();
    if (outcome !== "failed") return;
    pauseMs = Math.min(pauseMs * 2, pauseMsMax);
    openUntil = time.now() + pauseMs;
  }

  function count(outcome: CallOutcome): void {
    // What was admitted before it opened says nothing new.
    if (outcome === "unknown" || openUntil !== null) return;
    if (time.now() - recent.since > windowMs) {
      recent = { since: time.now(), calls: 0, failures: 0 };
    }
    recent.calls += 1;
    if (outcome === "failed") recent.failures += 1;
    inARow = outcome === "failed" ? inARow + 1 : 0;
    const halfFail = recent.calls >= callsMin && recent.failures * 2 >= recent.calls;
    if (inARow >= failuresInARow || halfFail) openUntil = time.now() + pauseMs;
  }

  return {
    isOpen: () => openUntil !== null,
    admit() {
      if (openUntil === null) return count;
      if (probing || time.now() < openUntil) throw new HttpError("circuit_open");
      probing = true;
      return endProbe;
    },
  };
}

const failuresInARow = 10;
const callsMin = 20;
const windowMs = 30_000;
const pauseMsMin = 5000;
const pauseMsMax = 60_000;

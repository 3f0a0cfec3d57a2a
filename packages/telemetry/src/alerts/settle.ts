import type { Reading } from "./rule.ts";
import { type AlertTiming, advance, type NextAlert, type OpenAlert } from "./state.ts";

/** What becomes of one subject of a rule. */
export type Step<Open extends OpenAlert> = {
  subject: string;
  reading: Reading;
  current: Open | null;
  next: NextAlert;
};

/**
 * Carries a rule's readings, by subject, over into its alerts. What has an alert and no reading any more
 * (a key that was revoked, a queue that is empty) is calm.
 */
export function settle<Open extends OpenAlert>(
  readings: ReadonlyMap<string, Reading>,
  open: ReadonlyMap<string, Open>,
  timingOf: (subject: string) => AlertTiming,
): Step<Open>[] {
  const subjects = new Set([...readings.keys(), ...open.keys()]);
  return [...subjects].flatMap((subject) => {
    const reading = readings.get(subject) ?? gone;
    const current = open.get(subject) ?? null;
    const next = advance(current, reading.verdict, timingOf(subject));
    return next || current ? [{ subject, reading, current, next }] : [];
  });
}

const gone: Reading = { value: 0, verdict: "calm" };

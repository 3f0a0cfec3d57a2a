import { setTimeout as pause } from "node:timers/promises";

/** Asks again and again until the condition holds; what it throws ends the waiting. */
export async function until(
  what: string,
  condition: () => Promise<boolean> | boolean,
  deadlineMs = 60_000,
): Promise<void> {
  const end = performance.now() + deadlineMs;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`Not within ${deadlineMs} ms: ${what}`);
    await pause(20);
  }
}

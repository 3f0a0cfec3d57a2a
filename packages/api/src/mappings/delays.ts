/** How long after each failed attempt the next is made, in seconds: over a day and a half in all. */
const delays = [5, 60, 300, 1800, 7200, 21_600, 86_400];

/**
 * Seconds until the next attempt; null after the last. A tenth more or less is random, so that what
 * failed at once does not come back at once.
 * @param attempt how many were made
 * @param retryAfter the header of that name (RFC 9110 §10.2.3): at least so long is waited, at most a day
 */
export function delaySeconds(
  attempt: number,
  retryAfter: string | null,
  now: Date,
  random: () => number = Math.random,
): number | null {
  const delay = delays[attempt - 1];
  if (delay === undefined) return null;
  const jittered = Math.round(delay * (0.9 + random() * 0.2));
  return Math.max(jittered, Math.min(86_400, secondsOf(retryAfter, now)));
}

function secondsOf(retryAfter: string | null, now: Date): number {
  if (retryAfter === null) return 0;
  if (/^\d{1,9}$/.test(retryAfter)) return Number(retryAfter);
  const at = Date.parse(retryAfter);
  return Number.isNaN(at) ? 0 : Math.max(0, Math.ceil((at - now.getTime()) / 1000));
}

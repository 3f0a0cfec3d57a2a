import type { HttpErrorKind } from "./error.ts";

/** Keeps repeated calls to about a tenth of the calls of a host, so that they make no bad time worse. */
export type RetryBudget = {
  /** A first call was made. */
  earn(): void;
  /** True where one may be repeated now. */
  spend(): boolean;
};

export function createRetryBudget(): RetryBudget {
  let tenths = tenthsAtStart;
  return {
    earn() {
      tenths = Math.min(tenths + 1, tenthsMax);
    },
    spend() {
      if (tenths < 10) return false;
      tenths -= 10;
      return true;
    },
  };
}

// Two of a host that is called for the first time, ten at once at the most.
const tenthsAtStart = 20;
const tenthsMax = 100;

/** What a call that is safe to repeat is repeated after. */
export function isPassing(outcome: { status?: number; error?: HttpErrorKind }): boolean {
  if (outcome.error) return outcome.error === "connection" || outcome.error === "timeout";
  return passing.has(outcome.status ?? 0);
}

const passing = new Set([408, 429, 500, 502, 503, 504]);

/**
 * How long to wait before the call is repeated for the `count`th time: a random part of a span that
 * doubles ("full jitter", so that callers who failed together do not come back together), and what
 * the other side asked for by Retry-After (RFC 9110 §10.2.3) on top.
 */
export function retryDelayMs(count: number, random: () => number, retryAfterMs: number): number {
  const span = Math.min(spanMsMax, spanMs * 2 ** (count - 1));
  return retryAfterMs + Math.round(random() * span);
}

const spanMs = 200;
const spanMsMax = 2000;

/** Retry-After in milliseconds from now; 0 where there is none that can be read. */
export function retryAfterMs(header: string | string[] | undefined, now: Date): number {
  if (typeof header !== "string") return 0;
  if (/^\d{1,6}$/.test(header)) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? 0 : Math.max(0, at - now.getTime());
}

export const attemptsMax = 3;

import ipaddr from "ipaddr.js";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

/** The answer to "may this call run": the headers for it (RateLimit draft-10) and, if not, when. */
export type Admission = { headers: Record<string, string>; retryAfter: number | null };

export type RateLimits = {
  /** Counts a call of a credential with `limit` requests a minute; null is unlimited. */
  admit(id: string, limit: number | null): Promise<Admission>;
  /** Gives a call back that cost nothing after all; the headers say what is left now. */
  giveBack(id: string, limit: number | null): Promise<Record<string, string>>;
  /** Seconds that this address must wait after too many failed credentials, or null. */
  blockedFor(address: string): Promise<number | null>;
  /** Counts a failed or missing credential against an address; loopback is never counted. */
  countFailure(address: string): Promise<void>;
};

/** Limits in this process; `failuresMax` failed credentials a minute an address. */
export function createRateLimits({ failuresMax = 60 } = {}): RateLimits {
  const byLimit = new Map<number, RateLimiterMemory>();
  const failures = new RateLimiterMemory({ points: failuresMax, duration: windowSeconds });

  function limiterOf(limit: number): RateLimiterMemory {
    const known = byLimit.get(limit);
    if (known) return known;
    const made = new RateLimiterMemory({ points: limit, duration: windowSeconds });
    byLimit.set(limit, made);
    return made;
  }

  return {
    async admit(id, limit) {
      if (limit === null) return unlimited;
      const { state, refused } = await consume(limiterOf(limit), id);
      const seconds = secondsUntil(state);
      return {
        headers: headersFor(limit, state.remainingPoints, seconds),
        retryAfter: refused ? seconds : null,
      };
    },
    async giveBack(id, limit) {
      if (limit === null) return unlimited.headers;
      const state = await limiterOf(limit).reward(id);
      return headersFor(limit, state.remainingPoints, secondsUntil(state));
    },
    async blockedFor(address) {
      if (isLoopback(address)) return null;
      const state = await failures.get(networkOf(address));
      if (!state || state.consumedPoints < failuresMax) return null;
      return secondsUntil(state);
    },
    async countFailure(address) {
      if (!isLoopback(address)) await failures.penalty(networkOf(address));
    },
  };
}

/** The address block that counts as one caller: IPv4 whole, IPv6 by /64, which one host owns. */
export function networkOf(address: string): string {
  const parsed = parse(address);
  if (!parsed) return address;
  if (parsed.kind() === "ipv4") return parsed.toString();
  return `${(parsed as ipaddr.IPv6).parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(":")}::/64`;
}

const windowSeconds = 60;
const unlimitedQuota = 1_000_000_000;
const unlimited: Admission = {
  headers: headersFor(unlimitedQuota, unlimitedQuota, windowSeconds),
  retryAfter: null,
};

function secondsUntil({ msBeforeNext }: RateLimiterRes): number {
  return Math.max(1, Math.ceil(msBeforeNext / 1000));
}

function headersFor(quota: number, remaining: number, seconds: number): Record<string, string> {
  return {
    "RateLimit-Policy": `"default";q=${quota};w=${windowSeconds}`,
    RateLimit: `"default";r=${Math.max(0, remaining)};t=${seconds}`,
  };
}

async function consume(limiter: RateLimiterMemory, id: string) {
  try {
    return { state: await limiter.consume(id), refused: false };
  } catch (state) {
    if (state instanceof RateLimiterRes) return { state, refused: true };
    throw state;
  }
}

function isLoopback(address: string): boolean {
  return parse(address)?.range() === "loopback";
}

// ::ffff:127.0.0.1 is how a dual-stack socket names an IPv4 peer.
function parse(address: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  return ipaddr.isValid(address) ? ipaddr.process(address) : null;
}

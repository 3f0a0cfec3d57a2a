import type { Limits } from "@crossdock/core";
import { boundless, type Count, type Window } from "./store.ts";

/** A limit as the headers tell it: its quota, what is left of it, and its window. */
export type Policy = {
  name: string;
  quota: number;
  left: number;
  window?: number;
  msLeft?: number;
};

const kinds = [
  // The first that there was: programs know it by this name.
  { name: "default", limit: "perMinute", seconds: 60 },
  { name: "second", limit: "perSecond", seconds: 1 },
  { name: "hour", limit: "perHour", seconds: 3600 },
  { name: "day", limit: "perDay", seconds: 86_400 },
] as const;

/** What of a caller's limits is the same for each of its calls. */
type Compiled = {
  isUnlimited: boolean;
  /** All windows; those without a limit are counted too. */
  windows: readonly Window[];
  /** Those that have one, and their places among all. */
  limited: readonly { name: string; seconds: number; place: number }[];
};

export function compile(limits: Limits): Compiled {
  const known = compiled.get(limits);
  if (known) return known;
  const made = {
    isUnlimited: Object.values(limits).every((limit) => limit === null),
    windows: kinds.map(({ limit, seconds }) => ({ seconds, max: limits[limit] ?? boundless })),
    limited: kinds
      .map((kind, place) => ({ ...kind, place }))
      .filter(({ limit }) => limits[limit] !== null),
  };
  compiled.set(limits, made);
  return made;
}

const compiled = new WeakMap<Limits, Compiled>();

/** The windows that have a limit, as they stand. */
export function policiesOf({ limited }: Compiled, counts: readonly Count[]): Policy[] {
  const policies: Policy[] = [];
  for (const { name, seconds, place } of limited) {
    const count = counts[place];
    if (count !== undefined) policies.push(policyOf(name, seconds, count));
  }
  return policies;
}

export function policyOf(name: string, seconds: number, { max, used, msLeft }: Count): Policy {
  return { name, quota: max, left: Math.max(0, max - used), window: seconds, msLeft };
}

/** `RateLimit` and `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers-10). */
export function headersOf(policies: readonly Policy[]): Record<string, string> {
  let quotas = "";
  let lefts = "";
  for (const policy of policies) {
    const separator = quotas === "" ? "" : ", ";
    quotas += separator + quotaItem(policy);
    lefts += separator + leftItem(policy);
  }
  return { "RateLimit-Policy": quotas, RateLimit: lefts };
}

/** Whole seconds until a window starts anew, at least one. */
export function secondsUntil({ msLeft = 0 }: Pick<Policy, "msLeft">): number {
  return Math.max(1, Math.ceil(msLeft / 1000));
}

function quotaItem({ name, quota, window }: Policy): string {
  const unit = window === undefined ? 'qu="concurrent-requests"' : `w=${window}`;
  return `"${name}";q=${quota};${unit}`;
}

function leftItem(policy: Policy): string {
  const { name, left, window } = policy;
  return `"${name}";r=${left}${window === undefined ? "" : `;t=${secondsUntil(policy)}`}`;
}

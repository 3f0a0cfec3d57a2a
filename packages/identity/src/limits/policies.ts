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

/** All windows of a caller; those without a limit are counted too. */
export function windowsOf(limits: Limits): readonly Window[] {
  const known = windows.get(limits);
  if (known) return known;
  const made = kinds.map(({ limit, seconds }) => ({ seconds, max: limits[limit] ?? boundless }));
  windows.set(limits, made);
  return made;
}

// A credential's limits are asked for with each of its calls.
const windows = new WeakMap<Limits, readonly Window[]>();

/** The windows that have a limit, as they stand. */
export function policiesOf(limits: Limits, counts: readonly Count[]): Policy[] {
  return kinds.flatMap(({ name, limit, seconds }, place) => {
    const count = counts[place];
    if (limits[limit] === null || count === undefined) return [];
    return [policyOf(name, seconds, count)];
  });
}

export function policyOf(name: string, seconds: number, { max, used, msLeft }: Count): Policy {
  return { name, quota: max, left: Math.max(0, max - used), window: seconds, msLeft };
}

/** `RateLimit` and `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers-10). */
export function headersOf(policies: readonly Policy[]): Record<string, string> {
  return {
    "RateLimit-Policy": policies.map(quotaItem).join(", "),
    RateLimit: policies.map(leftItem).join(", "),
  };
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

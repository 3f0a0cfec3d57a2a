import type { Limits } from "@crossdock/core";
import { createFailures, type Failures } from "./failures.ts";
import { createPlaces } from "./places.ts";
import { compile, headersOf, type Policy, policiesOf, policyOf, secondsUntil } from "./policies.ts";
import { type LimitStore, share, type Taken } from "./store.ts";

export type LimitedCall = {
  /** Whose quota it is. */
  key: string;
  limits: Limits;
  /** What the call takes from each window; 1 by default. */
  cost?: number;
  /** A limit that what is called has for each caller, beside the caller's own. */
  operation?: { name: string; perMinute: number } | undefined;
};

/** The answer to "may this call run". */
export type Admission = {
  /** What is left of which quota. */
  headers: Record<string, string>;
  /** Set where it may not: the names of the limits that are used up, and the seconds until it may. */
  refusal: { violated: string[]; retryAfter: number } | null;
  /** Gives a call back that cost nothing after all; the headers say what is left now. */
  giveBack(): Promise<Record<string, string>>;
  /** Ends the call, so that another of the caller may run. To be called once. */
  release(): void;
};

export type RateLimits = Failures & {
  /** Counts a call; one that is refused takes from no quota. */
  admit(call: LimitedCall): Promise<Admission>;
  /** How far the limits of a caller are used at this moment; none is counted as a call. */
  standing(caller: Pick<LimitedCall, "key" | "limits">): Promise<LimitStanding[]>;
};

/** `resetsInSeconds` is null for calls that run at once, which are those of this process. */
type LimitStanding = {
  window: "second" | "minute" | "hour" | "day" | "concurrent";
  limit: number;
  used: number;
  resetsInSeconds: number | null;
};

type RateLimitsOptions = {
  store: LimitStore;
  /** Failed credentials that an address has a minute. */
  failuresMax?: number;
  perf?: { now(): number };
};

export function createRateLimits(options: RateLimitsOptions): RateLimits {
  const { store, failuresMax = 60, perf = performance } = options;
  const places = createPlaces();

  function placesOf({ key, limits: { concurrent } }: LimitedCall): Policy[] {
    if (concurrent === null) return [];
    return [{ name: "inflight", quota: concurrent, left: concurrent - places.running(key) }];
  }

  return {
    ...createFailures({ store, failuresMax, perf }),
    async standing(caller) {
      const counted = await count(store, { ...caller, cost: 0 });
      return [...policiesIn(caller, counted), ...placesOf(caller)].map(standingOf);
    },
    async admit(call) {
      const { key, limits } = call;
      if (call.operation === undefined && compile(limits).isUnlimited) return withoutLimit;
      const hasPlace = places.enter(key, limits.concurrent ?? Number.POSITIVE_INFINITY);
      // Without a place nothing is taken: the windows are looked at for the headers alone.
      let counted: Counted | undefined;
      try {
        counted = await count(store, hasPlace ? call : { ...call, cost: 0 });
      } finally {
        if (hasPlace && !counted?.isAdmitted) places.leave(key);
      }
      const policies = [...policiesIn(call, counted), ...placesOf(call)];
      const mayRun = hasPlace && counted.isAdmitted;
      return {
        headers: headersOf(policies),
        refusal: mayRun ? null : refusalOf(policies, call),
        giveBack: async () =>
          headersOf([...policiesIn(call, await uncount(store, counted)), ...placesOf(call)]),
        release: () => {
          if (mayRun) places.leave(key);
        },
      };
    },
  };
}

function standingOf(policy: Policy): LimitStanding {
  const { name, quota, left, msLeft } = policy;
  return {
    window: windowNames[name] ?? "concurrent",
    limit: quota,
    used: Math.max(0, quota - left),
    resetsInSeconds: msLeft === undefined ? null : secondsUntil(policy),
  };
}

const windowNames: Record<string, LimitStanding["window"]> = {
  default: "minute",
  second: "second",
  hour: "hour",
  day: "day",
};

const unlimitedQuota = { quota: 1_000_000_000, left: 1_000_000_000, window: 60, msLeft: 60_000 };
const unlimitedHeaders = headersOf([{ name: "default", ...unlimitedQuota }]);
const withoutLimit: Admission = {
  headers: unlimitedHeaders,
  refusal: null,
  giveBack: async () => unlimitedHeaders,
  release: () => {},
};

type Counted = { isAdmitted: boolean; taken: Taken; own?: Taken };

async function count(store: LimitStore, call: LimitedCall): Promise<Counted> {
  const { key, limits, cost = 1, operation } = call;
  const taken = await store.take(key, cost, compile(limits).windows);
  if (!taken.admitted || operation === undefined) return { isAdmitted: taken.admitted, taken };
  const { name, perMinute } = operation;
  const window = { seconds: 60, max: perMinute };
  const own = await store.take(`${key} ${name}`, Math.min(1, cost), [window]);
  if (own.admitted) return { isAdmitted: true, taken, own };
  return { isAdmitted: false, taken: { ...taken, counts: await store.giveBack(taken) }, own };
}

async function uncount(store: LimitStore, { isAdmitted, taken, own }: Counted): Promise<Counted> {
  const giveBack = async (one: Taken) => ({ ...one, counts: await store.giveBack(one) });
  return { isAdmitted, taken: await giveBack(taken), ...(own && { own: await giveBack(own) }) };
}

function policiesIn({ limits }: LimitedCall, { taken, own }: Counted): Policy[] {
  const policies = policiesOf(compile(limits), taken.counts);
  const [count] = own?.counts ?? [];
  return count ? [...policies, policyOf("operation", 60, count)] : policies;
}

function refusalOf(policies: readonly Policy[], { cost = 1 }: LimitedCall) {
  const violated = policies.filter(({ name, quota, left }) => {
    const needed = name === "inflight" || name === "operation" ? 1 : share(cost, { max: quota });
    return left < needed;
  });
  return {
    violated: violated.map(({ name }) => name),
    retryAfter: Math.max(1, ...violated.map(secondsUntil)),
  };
}

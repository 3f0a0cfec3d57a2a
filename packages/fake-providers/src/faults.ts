import type { Answer } from "./exchange.ts";

/** What may go wrong with a call. */
export type CallFault = {
  /** Only for calls of this method and path, such as `POST /v1/refunds`; else for the next of all. */
  at?: RegExp;
} & (
  | {
      /**
       * `cut`: nothing happens, the connection breaks. `lostAnswer`: it happens, the connection
       * breaks. `hang`: nothing happens, no answer. `hangAfter`: it happens, no answer. `garbage`,
       * `halfBody`: it happens, the answer is unreadable. `rateLimited`: 429. `unavailable`: 503 of
       * a proxy, nothing happens. `errorBefore`, `errorAfter`: a 500 of the API itself, which is
       * kept for the idempotency key as any answer is.
       */
      kind:
        | "cut"
        | "lostAnswer"
        | "hang"
        | "hangAfter"
        | "garbage"
        | "halfBody"
        | "rateLimited"
        | "unavailable"
        | "errorBefore"
        | "errorAfter";
    }
  | { kind: "answer"; answer: Answer }
  /** Somebody's code runs around the call, which is where a test kills its server. */
  | { kind: "around"; before?: () => Promise<void>; after?: () => Promise<void> }
);

export type CallFaultKind = Exclude<CallFault["kind"], "answer" | "around">;

/**
 * What may go wrong with a webhook. `reorder`: it comes after the next one. `delay`: it comes `ms`
 * later. `drop`: it never comes, and the provider believes that it did.
 */
export type WebhookFault = { at?: RegExp } & (
  | { kind: "duplicate" | "reorder" | "drop" }
  | { kind: "delay"; ms: number }
  /** Somebody's code runs around the delivery. */
  | { kind: "around"; before?: () => Promise<void>; after?: () => Promise<void> }
);

/** Faults at random: each share is of all calls, or of all webhooks. */
export type FaultRates = {
  calls: Partial<Record<CallFaultKind, number>>;
  webhooks: Partial<Record<Exclude<WebhookFault["kind"], "around">, number>>;
};

/** The faults that are due: those named first, then those of the dice. */
export function createFaults(random: () => number) {
  const calls: CallFault[] = [];
  const webhooks: WebhookFault[] = [];
  const counts: Record<string, number> = {};
  let rates: FaultRates = { calls: {}, webhooks: {} };

  function count<T extends { kind: string }>(fault: T | undefined): T | undefined {
    if (fault) counts[fault.kind] = (counts[fault.kind] ?? 0) + 1;
    return fault;
  }

  return {
    calls,
    webhooks,
    /** How many of each kind have happened. */
    counts,
    setRates(next: FaultRates): void {
      rates = next;
    },
    clear(): void {
      calls.length = 0;
      webhooks.length = 0;
      rates = { calls: {}, webhooks: {} };
    },
    forCall(call: string): CallFault | undefined {
      return count(take(calls, call) ?? drawn(random, rates.calls));
    },
    forWebhook(type: string): WebhookFault | undefined {
      const named = take(webhooks, type);
      if (named) return count(named);
      const dice = drawn(random, rates.webhooks)?.kind;
      if (dice === undefined) return undefined;
      return count(
        dice === "delay" ? { kind: dice, ms: Math.floor(random() * 300) } : { kind: dice },
      );
    },
  };
}

export type Faults = ReturnType<typeof createFaults>;

function take<T extends { at?: RegExp }>(faults: T[], name: string): T | undefined {
  const index = faults.findIndex(({ at }) => at?.test(name) ?? true);
  return index === -1 ? undefined : faults.splice(index, 1)[0];
}

function drawn<K extends string>(
  random: () => number,
  rates: Partial<Record<K, number>>,
): { kind: K } | undefined {
  let left = random();
  for (const kind of Object.keys(rates) as K[]) {
    left -= rates[kind] ?? 0;
    if (left < 0) return { kind };
  }
  return undefined;
}

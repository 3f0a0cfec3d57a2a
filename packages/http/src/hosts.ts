import { type Breaker, createBreaker } from "./breaker.ts";
import { createRetryBudget, type RetryBudget } from "./retry.ts";
import { createSlots, type Slots } from "./slots.ts";
import type { Time } from "./time.ts";

/** What is known of a host: each fails, fills up and is spared on its own. */
export type Host = { breaker: Breaker; slots: Slots; retries: RetryBudget };

/** The state of each host by its name with the port. */
export function createHosts(callsAtOnce: number, time: Time): (host: string) => Host {
  const hosts = new Map<string, Host>();
  return (name) => {
    const known = hosts.get(name);
    if (known) return known;
    if (hosts.size >= hostsMax) forgetIdle(hosts);
    const host = {
      breaker: createBreaker(time),
      slots: createSlots(callsAtOnce, time),
      retries: createRetryBudget(),
    };
    hosts.set(name, host);
    return host;
  };
}

// Against a stranger who has us call one host after the other until the memory is full.
function forgetIdle(hosts: Map<string, Host>): void {
  for (const [name, { slots }] of hosts) if (slots.isIdle()) hosts.delete(name);
}

const hostsMax = 1000;

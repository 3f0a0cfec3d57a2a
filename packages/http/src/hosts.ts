import { type Breaker, createBreaker } from "./breaker.ts";
import { createRetryBudget, type RetryBudget } from "./retry.ts";
import { createSlots, type Slots } from "./slots.ts";
import type { Time } from "./time.ts";

/** What is known of a host: each fails, fills up and is spared on its own. */
export type Host = {
  breaker: Breaker;
  slots: Slots;
  retries: RetryBudget;
  /** Until when the certificate is good that it showed last; null where it showed none. */
  certificateEndsAt: Date | null;
};

export type Hosts = {
  /** The state of a host by its name with the port. */
  of(name: string): Host;
  /** How many are known, by the state of their breakers. */
  breakers(): { closed: number; open: number };
};

export function createHosts(callsAtOnce: number, time: Time): Hosts {
  const hosts = new Map<string, Host>();
  function of(name: string): Host {
    const known = hosts.get(name);
    if (known) return known;
    if (hosts.size >= hostsMax) forgetIdle(hosts);
    const host: Host = {
      breaker: createBreaker(time),
      slots: createSlots(callsAtOnce, time),
      retries: createRetryBudget(),
      certificateEndsAt: null,
    };
    hosts.set(name, host);
    return host;
  }

  return {
    of,
    breakers() {
      const open = [...hosts.values()].filter(({ breaker }) => breaker.isOpen()).length;
      return { closed: hosts.size - open, open };
    },
  };
}

// Against a stranger who has us call one host after the other until the memory is full.
function forgetIdle(hosts: Map<string, Host>): void {
  for (const [name, { slots }] of hosts) if (slots.isIdle()) hosts.delete(name);
}

const hostsMax = 1000;

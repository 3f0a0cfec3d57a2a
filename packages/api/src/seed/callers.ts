import { type Principal, systemPrincipal } from "@crossdock/core";
import { type Caller, callAs } from "../caller.ts";
import type { Services } from "../procedure/context.ts";

/** The procedures as called at that moment, by the seed itself unless somebody else is named. */
export type CallAt = (at: Date, principal?: Principal) => Caller;

/** Each call has a clock of its own, so that calls of different days can run beside each other. */
export function callersOf(services: Services): CallAt {
  return (at, principal = systemPrincipal("seed")) =>
    callAs({ ...services, clock: { now: () => at } }, principal, "seed");
}

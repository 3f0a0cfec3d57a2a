import type { Observer } from "../../apps/web/server/requests/observer.ts";

/** Watches nothing. */
export function createObserver(): Observer {
  return { watch: () => ({ transport: "other", stream: false }), unreadable() {} };
}

export const microseconds = Math.round;

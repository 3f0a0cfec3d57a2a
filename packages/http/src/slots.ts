import { HttpError } from "./error.ts";
import type { Time } from "./time.ts";

/** How many calls of ours a host has at once: the others wait, in the order in which they came. */
export type Slots = {
  /**
   * Waits for a place, at most until `deadline`; call back to give it up, once.
   * @throws HttpError `busy`
   */
  enter(deadline: number): Promise<() => void>;
  isIdle(): boolean;
};

export function createSlots(max: number, time: Time): Slots {
  let running = 0;
  const waiting = new Set<() => void>();

  function leave(): void {
    const [next] = waiting;
    // The place goes to the next one without being free in between, else a newcomer could take it.
    if (next) next();
    else running -= 1;
  }

  return {
    async enter(deadline) {
      if (running < max) {
        running += 1;
        return leave;
      }
      if (waiting.size >= waitingMax) throw new HttpError("busy");
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(giveUp, Math.max(0, deadline - time.now()));
        function admit(): void {
          clearTimeout(timer);
          waiting.delete(admit);
          resolve();
        }
        function giveUp(): void {
          waiting.delete(admit);
          reject(new HttpError("busy"));
        }
        waiting.add(admit);
      });
      return leave;
    },
    isIdle: () => running === 0,
  };
}

const waitingMax = 1000;

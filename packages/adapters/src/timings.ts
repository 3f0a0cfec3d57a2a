/** How long a call was in each part of its way, in milliseconds; missing where it did not get there. */
export type Timings = Partial<Record<Stage, number>>;

/**
 * `context` is `createContext`, `authorize` the hook, `decode` the reading of the request, `call` the
 * procedure with its store and its precondition, `render` the making of the answer.
 */
type Stage = "context" | "authorize" | "decode" | "call" | "render";

/** Measures one stage after the other. */
export type Stopwatch = {
  timings: Timings;
  /** Ends the stage before, where there was one. */
  enter(stage: Stage): void;
  /** Ends the last stage. */
  stop(): void;
};

export function createStopwatch(): Stopwatch {
  const timings: Timings = {};
  let stage: Stage | undefined;
  let since = 0;

  function end(): number {
    const now = performance.now();
    if (stage !== undefined) timings[stage] = (timings[stage] ?? 0) + now - since;
    return now;
  }

  return {
    timings,
    enter(next) {
      since = end();
      stage = next;
    },
    stop() {
      end();
      stage = undefined;
    },
  };
}

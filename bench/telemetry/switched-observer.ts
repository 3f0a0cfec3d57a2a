import {
  createObserver as createReal,
  type Observer,
  type ObserverOptions,
} from "../../apps/web/server/requests/observer.ts";

export { microseconds } from "../../apps/web/server/requests/observer.ts";

/** A request with it is not recorded: one process, as warm for these requests as for all others. */
export const unrecordedHeader = "bench-unrecorded";

export function createObserver(options: ObserverOptions): Observer {
  const real = createReal(options);
  return {
    ...real,
    watch: (req, res, facts) =>
      req.headers[unrecordedHeader] === undefined
        ? real.watch(req, res, facts)
        : { transport: "other", stream: false },
  };
}

import { monitorEventLoopDelay } from "node:perf_hooks";
import type { Clock } from "@crossdock/core";

/** How late the event loop ran what was due, in milliseconds, over the half minute that ends at `at`. */
export type EventLoopSample = { at: Date; p50: number; p99: number; max: number };

export type EventLoop = {
  /** The last hour, oldest first; the last one is of the half minute that still runs. */
  samples(): EventLoopSample[];
  close(): void;
};

export type EventLoopOptions = { clock: Clock; everyMs?: number; keptMax?: number };

/** Watches the event loop of this process: a timer every 20 ms, and nothing a request would feel. */
export function watchEventLoop({
  clock,
  everyMs = 30_000,
  keptMax = 120,
}: EventLoopOptions): EventLoop {
  const delays = monitorEventLoopDelay({ resolution: resolutionMs });
  delays.enable();
  let kept: EventLoopSample[] = [];
  const sample = (): EventLoopSample => ({
    at: clock.now(),
    p50: late(delays.percentile(50)),
    p99: late(delays.percentile(99)),
    max: late(delays.max),
  });
  const timer = setInterval(() => {
    kept = [...kept, sample()].slice(-keptMax);
    delays.reset();
  }, everyMs);
  timer.unref();
  return {
    samples: () => (delays.count === 0 ? kept : [...kept, sample()]),
    close() {
      clearInterval(timer);
      delays.disable();
    },
  };
}

const resolutionMs = 20;

// What Node measures is the time between two of its timer's rounds: the pause between them included.
function late(nanoseconds: number): number {
  return Math.max(0, Math.round(nanoseconds / 1e3 - resolutionMs * 1e3) / 1e3);
}

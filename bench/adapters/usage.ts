import { GCProfiler, getHeapStatistics } from "node:v8";
import type { Usage } from "../server.ts";

/**
 * Counts what this process uses. V8 keeps no total of what was allocated, and the size of the heap tells
 * nothing where a collection came between: so this adds up how far the heap grew from each collection to
 * the next. What lies outside the heap, such as the bytes of buffers, is not in it.
 */
export function usageMeter(): () => Usage {
  let profiler = new GCProfiler();
  profiler.start();
  let used = getHeapStatistics().used_heap_size;
  let allocatedBytes = 0;
  const grow = (size: number, sizeAfter: number) => {
    allocatedBytes += size - used;
    used = sizeAfter;
  };
  return () => {
    for (const { beforeGC, afterGC } of profiler.stop().statistics) {
      grow(beforeGC.heapStatistics.usedHeapSize, afterGC.heapStatistics.usedHeapSize);
    }
    const now = getHeapStatistics().used_heap_size;
    grow(now, now);
    profiler = new GCProfiler();
    profiler.start();
    const { user, system } = process.cpuUsage();
    return { cpuMicros: user + system, allocatedBytes };
  };
}

/** What a piece of work asked of the process. */
export type Watched = {
  /** By how much its memory (RSS) grew at the most, in bytes. */
  grownBytes: number;
  /** How much of that came in the second half of the time: what grows with the work, not what it needs at all. */
  laterBytes: number;
  /** The longest time by which the event loop was late. */
  delayMs: number;
  /** The longest that the main thread itself worked in a turn of the loop, which a busy machine doesn't lengthen. */
  workMs: number;
};

/** Watches this process from now on until what it returns is called. */
export function watchProcess(): () => Watched {
  const sizes = [process.memoryUsage.rss()];
  let [delayMs, workMs] = [0, 0];
  let at = performance.now();
  let cpu = process.threadCpuUsage();
  const timer = setInterval(() => {
    const { user, system } = process.threadCpuUsage(cpu);
    workMs = Math.max(workMs, (user + system) / 1000);
    delayMs = Math.max(delayMs, performance.now() - at - everyMs);
    sizes.push(process.memoryUsage.rss());
    at = performance.now();
    cpu = process.threadCpuUsage();
  }, everyMs);
  return () => {
    clearInterval(timer);
    const [before = 0] = sizes;
    const peak = highest(sizes);
    const laterBytes = peak - highest(sizes.slice(0, sizes.length / 2));
    return { grownBytes: peak - before, laterBytes, delayMs, workMs };
  };
}

function highest(sizes: readonly number[]): number {
  return sizes.reduce((most, size) => Math.max(most, size), 0);
}

const everyMs = 10;

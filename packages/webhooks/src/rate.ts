/** Lets each key through so many times a minute, in a steady stream or a burst of a minute's worth. */
export type Rate = {
  /** Seconds until there is room again; 0: go on, and this one is counted. */
  take(key: string, perMinute: number): number;
};

export function createRate(perf: { now(): number } = performance): Rate {
  const buckets = new Map<string, { left: number; at: number }>();
  return {
    take(key, perMinute) {
      const now = perf.now();
      const { left, at } = buckets.get(key) ?? { left: perMinute, at: now };
      const full = Math.min(perMinute, left + ((now - at) / 60_000) * perMinute);
      const isAdmitted = full >= 1;
      buckets.set(key, { left: isAdmitted ? full - 1 : full, at: now });
      return isAdmitted ? 0 : Math.ceil(((1 - full) / perMinute) * 60);
    },
  };
}

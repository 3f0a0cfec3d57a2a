export type Dice = {
  /** Uniform in [0, 1). */
  random(): number;
  /** True as often as said. */
  chance(share: number): boolean;
  /** A whole number from 0 to below `end`. */
  below(end: number): number;
  pick<T>(values: readonly [T, ...T[]]): T;
};

/** The same throws for the same seed (mulberry32). */
export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  function random(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  const below = (end: number) => Math.floor(random() * end);
  return {
    random,
    below,
    chance: (share) => random() < share,
    pick: (values) => values[below(values.length)] ?? values[0],
  };
}

/** What one caller may take within `seconds`, counted from its first call on: at most `max`. */
export type Window = { seconds: number; max: number };

/** For windows that are counted without a limit, so that one which is set later holds at once. */
export const boundless = 2_147_483_647;

/** A window as it stands. `endsMs` is by the store's own clock: it tells this window from the next. */
export type Count = { max: number; used: number; endsMs: number; msLeft: number };

export type Taken = {
  key: string;
  cost: number;
  admitted: boolean;
  /** One for each window, in their order. */
  counts: Count[];
};

/** Where calls are counted. The same `key` always comes with the same lengths of windows. */
export type LimitStore = {
  /**
   * Takes `cost` from every window of `key`, or from none where one of them has less left: never
   * more than `max`, however many take at once. What costs more than a whole window takes all of it.
   */
  take(key: string, cost: number, windows: readonly Window[]): Taken | Promise<Taken>;
  /** Gives back what was taken, to those of its windows that still run. */
  giveBack(taken: Taken): Count[] | Promise<Count[]>;
  close(): Promise<void>;
};

/** What a call takes from a window. */
export function share(cost: number, { max }: { max: number }): number {
  return cost < max ? cost : max;
}

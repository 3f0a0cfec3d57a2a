/** Calls that run at once, by their caller. Exact within this process; others have places of their own. */
export type Places = {
  /** Takes a place, unless `max` calls of the caller run. */
  enter(key: string, max: number): boolean;
  leave(key: string): void;
  /** How many calls of the caller run. */
  running(key: string): number;
};

export function createPlaces(): Places {
  const places = new Map<string, number>();
  const running = (key: string) => places.get(key) ?? 0;
  return {
    running,
    enter(key, max) {
      const count = running(key);
      if (count >= max) return false;
      places.set(key, count + 1);
      return true;
    },
    leave(key) {
      const count = running(key) - 1;
      if (count > 0) places.set(key, count);
      else places.delete(key);
    },
  };
}

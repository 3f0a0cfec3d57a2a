/**
 * A value that is read at most once in `ageMs` however often it is asked for, so that nobody can make
 * the database busy by asking. Who comes while it is read gets the same answer; a failure is remembered
 * as long as a value.
 */
export function createCached<T>(
  read: () => Promise<T>,
  ageMs: number,
  now: () => number = () => performance.now(),
): () => Promise<T> {
  let last: { at: number; value: Promise<T> } | undefined;
  return () => {
    const at = now();
    if (!last || at - last.at >= ageMs) last = { at, value: read() };
    return last.value;
  };
}

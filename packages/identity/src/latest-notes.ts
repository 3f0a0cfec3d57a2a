/** The latest of each thing that is seen too often to be written each time. */
export type LatestNotes<Value> = {
  note(key: string, value: Value): void;
  /** Writes what is not written yet. */
  close(): Promise<void>;
};

/**
 * Gathers in memory, off the way of the call, and writes every ten seconds. What could not be written
 * stays, unless something later is known.
 */
export function createLatestNotes<Value>(
  write: (notes: ReadonlyMap<string, Value>) => Promise<unknown>,
  onError: (error: Error) => void,
): LatestNotes<Value> {
  let noted = new Map<string, Value>();
  const timer = setInterval(() => flush().catch(onError), 10_000);

  async function flush(): Promise<void> {
    if (noted.size === 0) return;
    const written = noted;
    noted = new Map();
    try {
      await write(written);
    } catch (error) {
      noted = new Map([...written, ...noted]);
      throw error;
    }
  }

  return {
    note: (key, value) => void noted.set(key, value),
    close() {
      clearInterval(timer);
      return flush();
    },
  };
}

/** What is left of a deadline that began now, in milliseconds; never less than 1. */
export function startDeadline(deadlineMs: number): () => number {
  const end = performance.now() + deadlineMs;
  return () => Math.max(1, Math.ceil(end - performance.now()));
}

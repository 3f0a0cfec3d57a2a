/** `0.4 ms`, `12 ms`, `1.2 s`: as many digits as tell something. */
export function durationWords(ms: number): string {
  if (ms < 10) return `${round(ms, 1)} ms`;
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${round(ms / 1000, 1)} s`;
  return `${round(ms / 60_000, 1)} min`;
}

/** `0 B`, `1.4 kB`, `2.0 MB`. */
export function sizeWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${round(bytes / 1000, 1)} kB`;
  return `${round(bytes / 1_000_000, 1)} MB`;
}

function round(value: number, digits: number): string {
  return value.toLocaleString("en", { maximumFractionDigits: digits });
}

/** A list's time in its address: a length that ends now, or two moments in UTC. */
export type TimeRange = { range: string | null; from: string | null; to: string | null };

const usualRange = "24h";

const units: Record<string, { ms: number; word: string }> = {
  m: { ms: 60_000, word: "minute" },
  h: { ms: 3_600_000, word: "hour" },
  d: { ms: 86_400_000, word: "day" },
};

/** `90m`, `3 d` → `90m`, `3d`; null where it is no length of time or none that can be asked for. */
export function parseRange(text: string): string | null {
  const [, digits = "", unit = ""] = /^(\d{1,5})\s*([mhd])$/i.exec(text.trim()) ?? [];
  const range = `${Number(digits)}${unit.toLowerCase()}`;
  const ms = rangeMs(range);
  return ms > 0 && ms <= rangeMs("90d") ? range : null;
}

/** Milliseconds; 0 of what is no range. */
export function rangeMs(range: string): number {
  const [, digits = "", unit = ""] = /^(\d+)([mhd])$/.exec(range) ?? [];
  return Number(digits) * (units[unit]?.ms ?? 0);
}

/** `24h` → `Last 24 hours`. */
export function rangeWords(range: string): string {
  const [, digits = "", unit = ""] = /^(\d+)([mhd])$/.exec(range) ?? [];
  const word = units[unit]?.word;
  if (!word) return range;
  return digits === "1" ? `Last ${word}` : `Last ${digits} ${word}s`;
}

/** What is asked for where the address names neither. */
export function rangeOrUsual({ range, from, to }: TimeRange): TimeRange {
  return from === null && to === null
    ? { range: range ?? usualRange, from, to }
    : { range: null, from, to };
}

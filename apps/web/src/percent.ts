/** `195000` → `19.5 %`: parts per million as people read them. */
export function toPercent(ppm: number): string {
  return `${ppm / 10_000} %`;
}

/** `19 %`, `19,5` → parts per million; null where the text is no share of 0 to 100 %. */
export function fromPercent(text: string): number | null {
  const match = /^(\d{1,3})(?:[.,](\d{1,4}))?\s*%?$/.exec(text.trim());
  if (!match) return null;
  const ppm = Number(`${match[1]}${(match[2] ?? "").padEnd(4, "0")}`);
  return ppm <= 1_000_000 ? ppm : null;
}

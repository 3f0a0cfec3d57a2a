/**
 * A value as JSON, its bigints as decimal texts; nothing where JSON has nothing for it.
 * @throws TypeError where it holds itself
 */
export function writeJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    // It throws at a bigint. To look at every member beforehand would take several times as long.
    return JSON.stringify(value, spellBigint);
  }
}

function spellBigint(_name: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}

const names = new Intl.DisplayNames("en", { type: "region" });

/** `DE` → `Germany (DE)`; a code that no country has stays as it is. */
export function countryName(code: string): string {
  try {
    const name = names.of(code);
    return name === undefined || name === code ? code : `${name} (${code})`;
  } catch {
    return code;
  }
}

/** A list procedure's input: the filters that are set, fifty rows a page. */
export function listInput<T extends Record<string, unknown>>(filters: T) {
  return { limit: 50, ...setOnly(filters) };
}

/** Whether anything but the page is chosen. */
export function isFiltered({ cursor: _, ...filters }: Record<string, unknown>): boolean {
  return Object.keys(setOnly(filters)).length > 0;
}

type SetOnly<T> = { [K in keyof T]?: Exclude<T[K], null> };

/** The filters that are set. */
export function setOnly<T extends Record<string, unknown>>(filters: T): SetOnly<T> {
  const set = Object.entries(filters).filter(([, value]) => value !== null && value !== "");
  return Object.fromEntries(set) as SetOnly<T>;
}

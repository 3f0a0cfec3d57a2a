"use client";

import { Button, Chip } from "@crossdock/ui";
import { filterWords, type NarrowingName, narrowingNames, valueWords } from "./filter-words.ts";
import type { LogFilters } from "./filters.ts";

type Props = {
  values: LogFilters;
  /** Those of clients that are known, by id. */
  names: ReadonlyMap<string, string>;
  onRemove(name: NarrowingName): void;
  onClear(): void;
};

/** The filters that are on; each is taken off by itself, or all at once. */
export function FilterChips({ values, names, onRemove, onClear }: Props) {
  const set = narrowingNames.flatMap((name) => {
    const value = values[name];
    return value === null || value === "" || name === "q" ? [] : [{ name, value }];
  });
  if (set.length === 0) return null;
  return (
    <ul aria-label="Filters that are on" className="flex flex-wrap items-center gap-1.5 pb-3">
      {set.map(({ name, value }) => (
        <li key={name} className="min-w-0">
          <Chip
            name={filterWords[name]}
            value={valueWords(name, value, names)}
            onRemove={() => onRemove(name)}
          />
        </li>
      ))}
      <li>
        <Button size="sm" variant="quiet" onClick={onClear}>
          Clear all
        </Button>
      </li>
    </ul>
  );
}

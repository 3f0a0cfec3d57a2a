"use client";

import { type ReactNode, useRef } from "react";
import { SearchField } from "../../../components/search-field.tsx";
import { TimeRangeField } from "../../../components/time-range/time-range-field.tsx";
import { useKeys } from "../../../use-keys.ts";
import type { LogFilters } from "./filters.ts";

type Props = {
  values: LogFilters;
  onChange(values: Partial<LogFilters>): void;
  /** What else is looked for. */
  children: ReactNode;
};

/** The words and the time that requests are looked for by. `/` begins to type. */
export function SearchRow({ values, onChange, children }: Props) {
  const row = useRef<HTMLElement>(null);
  useKeys({ "/": () => row.current?.querySelector("input")?.focus() });
  return (
    <search ref={row} className="flex flex-wrap items-center gap-2 py-3">
      <SearchField
        label="Path, error or request id"
        value={values.q}
        onChange={(q) => onChange({ q })}
      />
      <TimeRangeField value={values} onChange={onChange} />
      {children}
    </search>
  );
}

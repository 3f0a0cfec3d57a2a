"use client";

import { Button } from "@crossdock/ui";
import { ListFilter } from "lucide-react";
import { useRef, useState } from "react";
import { SearchField } from "../../../components/search-field.tsx";
import { TimeRangeField } from "../../../components/time-range/time-range-field.tsx";
import { useKeys } from "../../../use-keys.ts";
import { FilterDialog } from "./filter-dialog.tsx";
import { type LogFilters, narrowing } from "./filters.ts";
import { StatusFilter } from "./status-filter.tsx";

type Props = { values: LogFilters; onChange(values: Partial<LogFilters>): void };

/** What is looked for: words, time, kind of answer, and the rest behind "Filters". `/` begins to type. */
export function FilterRow({ values, onChange }: Props) {
  const [open, setOpen] = useState(false);
  const row = useRef<HTMLElement>(null);
  useKeys({ "/": () => row.current?.querySelector("input")?.focus() });
  const set = narrowing(values).filter((name) => name !== "q").length;
  return (
    <search ref={row} className="flex flex-wrap items-center gap-2 py-3">
      <SearchField
        label="Path, error or request id"
        value={values.q}
        onChange={(q) => onChange({ q })}
      />
      <TimeRangeField value={values} onChange={onChange} />
      <div className="max-sm:hidden">
        <StatusFilter values={values} onChange={onChange} />
      </div>
      <Button onClick={() => setOpen(true)}>
        <ListFilter aria-hidden />
        {set === 0 ? "Filters" : `Filters (${set})`}
      </Button>
      {open && <FilterDialog values={values} onApply={onChange} onClose={() => setOpen(false)} />}
    </search>
  );
}

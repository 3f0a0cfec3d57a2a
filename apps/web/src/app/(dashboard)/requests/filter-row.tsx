"use client";

import { Button } from "@crossdock/ui";
import { ListFilter } from "lucide-react";
import { useState } from "react";
import { FilterDialog } from "./filter-dialog.tsx";
import { type LogFilters, narrowing } from "./filters.ts";
import { SearchRow } from "./search-row.tsx";
import { StatusFilter } from "./status-filter.tsx";

type Props = { values: LogFilters; onChange(values: Partial<LogFilters>): void };

/** What is looked for: words, time, kind of answer, and the rest behind "Filters". */
export function FilterRow({ values, onChange }: Props) {
  const [open, setOpen] = useState(false);
  const set = narrowing(values).filter((name) => name !== "q").length;
  return (
    <SearchRow values={values} onChange={onChange}>
      <div className="max-sm:hidden">
        <StatusFilter values={values} onChange={onChange} />
      </div>
      <Button onClick={() => setOpen(true)}>
        <ListFilter aria-hidden />
        {set === 0 ? "Filters" : `Filters (${set})`}
      </Button>
      {open && <FilterDialog values={values} onApply={onChange} onClose={() => setOpen(false)} />}
    </SearchRow>
  );
}

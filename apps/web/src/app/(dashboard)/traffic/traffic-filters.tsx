"use client";

import { recordedTransports } from "@crossdock/api/schemas";
import { Select } from "@crossdock/ui";
import { TimeRangeField } from "../../../components/time-range/time-range-field.tsx";
import { transportWords } from "../requests/filter-words.ts";
import type { LogFilters } from "../requests/filters.ts";
import { StatusFilter } from "../requests/status-filter.tsx";

type Props = { values: LogFilters; onChange(values: Partial<LogFilters>): void };

/** The time and the ways of calling that the page is about; the rest comes by links. */
export function TrafficFilters({ values, onChange }: Props) {
  return (
    <search className="flex flex-wrap items-center gap-2 py-3">
      <TimeRangeField value={values} onChange={onChange} />
      <Select
        aria-label="Transport"
        options={transports}
        value={values.transport ?? ""}
        onChange={(transport) => onChange({ transport: transport || null })}
      />
      <StatusFilter values={values} onChange={onChange} />
    </search>
  );
}

const transports = [
  { value: "", label: "Any transport" },
  ...recordedTransports.map((value) => ({ value: value as string, label: transportWords(value) })),
];

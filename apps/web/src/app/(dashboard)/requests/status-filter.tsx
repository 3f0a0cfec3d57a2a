import { FilterSelect } from "../../../components/filter-select.tsx";
import type { LogFilters } from "./filters.ts";

type Props = { values: LogFilters; onChange(values: Partial<LogFilters>): void };

/** Requests of one class of answers; a single status of the address counts as any. */
export function StatusFilter({ values, onChange }: Props) {
  return (
    <FilterSelect
      label="Status"
      any="Any status"
      options={classes}
      value={classes.find((one) => one === values.status) ?? null}
      onChange={(status) => onChange({ status })}
    />
  );
}

const classes = ["2xx", "3xx", "4xx", "5xx"] as const;

"use client";

import { Select } from "@crossdock/ui";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../../trpc/client.tsx";
import { transportWords } from "../../(dashboard)/requests/filter-words.ts";
import type { LogFilters } from "../../(dashboard)/requests/filters.ts";
import { SearchRow } from "../../(dashboard)/requests/search-row.tsx";
import { StatusFilter } from "../../(dashboard)/requests/status-filter.tsx";
import { usualTransport } from "./filters.ts";

type Props = { values: LogFilters; onChange(values: Partial<LogFilters>): void };

/** Words, time, kind of answer, and what was called by whom: of what was called in the last 30 days. */
export function PortalFilters({ values, onChange }: Props) {
  const trpc = useTRPC();
  const { data: usage } = useQuery(trpc.usage.get.queryOptions({}));
  const operations = usage?.operations.map(({ operation }) => ({
    value: operation,
    label: operation,
  }));
  const credentials = usage?.credentials.map(({ id, name }) => ({ value: id, label: name ?? id }));
  return (
    <SearchRow values={values} onChange={onChange}>
      <Select
        aria-label="By"
        options={transports}
        value={values.transport ?? usualTransport}
        onChange={(transport) =>
          onChange({ transport: transport === usualTransport ? null : transport })
        }
      />
      <StatusFilter values={values} onChange={onChange} />
      <Choice
        label="Operation"
        any="Every operation"
        options={operations ?? []}
        value={values.operation}
        onChange={(operation) => onChange({ operation })}
      />
      <Choice
        label="Key or client"
        any="Every key"
        options={credentials ?? []}
        value={values.principalId}
        onChange={(principalId) => onChange({ principalId })}
      />
    </SearchRow>
  );
}

const transports = [usualTransport, "mcp", "oauth", "trpc", "page"].map((value) => ({
  value,
  label: value === "trpc" ? "Portal" : transportWords(value),
}));

type ChoiceProps = {
  label: string;
  any: string;
  options: readonly { value: string; label: string }[];
  value: string | null;
  onChange(value: string | null): void;
};

/** One of the values, or any; that of an address is among them, whether it was called or not. */
function Choice({ label, any, options, value, onChange }: ChoiceProps) {
  const isKnown = value === null || options.some((option) => option.value === value);
  const all = isKnown ? options : [...options, { value, label: value }];
  return (
    <Select
      aria-label={label}
      options={[{ value: "", label: any }, ...all]}
      value={value ?? ""}
      onChange={(chosen) => onChange(chosen || null)}
    />
  );
}

"use client";

import { usageDays } from "@crossdock/api/schemas";
import { Select } from "@crossdock/ui";
import { useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { FilterBar } from "../../../components/filter-bar.tsx";
import { FilterSelect } from "../../../components/filter-select.tsx";
import { UsageReport } from "../../../components/usage/usage-report.tsx";
import { isFiltered, setOnly } from "../../../filters.ts";
import { useTRPC } from "../../../trpc/client.tsx";
import { usageFilters } from "./filters.ts";

/** The partner's own calls, by time, key and version. */
export function PortalUsage({ versions }: { versions: readonly string[] }) {
  const trpc = useTRPC();
  const [filters, setFilters] = useQueryStates(usageFilters);
  const { data: keys } = useQuery(trpc.keys.list.queryOptions({ limit: 100 }));
  return (
    <div className="px-4 pb-8 sm:px-6">
      <FilterBar onClear={isFiltered(filters) ? () => setFilters(null) : undefined}>
        <Select
          aria-label="Time"
          options={times}
          value={String(filters.days ?? 30)}
          onChange={(days) => setFilters({ days: usageDays.find((one) => String(one) === days) })}
        />
        <Select
          aria-label="Key"
          options={[
            { value: "", label: "Every key" },
            ...(keys?.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={filters.credentialId ?? ""}
          onChange={(id) => setFilters({ credentialId: id || null })}
        />
        <FilterSelect
          label="Version"
          any="Every version"
          options={versions}
          value={filters.version}
          onChange={(version) => setFilters({ version })}
        />
      </FilterBar>
      <UsageReport filter={setOnly(filters)} />
    </div>
  );
}

const times = usageDays.map((days) => ({ value: String(days), label: `${days} days` }));

"use client";

import { useQueryStates } from "nuqs";
import type { ReactNode } from "react";
import { TabbedHeader } from "../../../components/tabbed-header.tsx";
import { filterQuery, logFilters } from "./filters.ts";

/** The log's two pages; the filters go along from one to the other. */
export function RequestsHeader({ actions }: { actions?: ReactNode }) {
  const [filters] = useQueryStates(logFilters);
  return (
    <TabbedHeader title="Requests" tabs={tabs} query={filterQuery(filters)} actions={actions} />
  );
}

const tabs = [
  { href: "/requests", label: "Requests" },
  { href: "/requests/errors", label: "Errors" },
];

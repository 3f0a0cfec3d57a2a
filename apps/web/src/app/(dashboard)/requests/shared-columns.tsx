import type { Column } from "../../../components/data-table.tsx";
import { FilterBy } from "./filter-by.tsx";

/** Columns that requests and groups of them have alike. */
export const operationColumn: Column<{ operation: string | null }> = {
  id: "operation",
  header: "Operation",
  phone: "hidden",
  cell: ({ operation }) => (
    <FilterBy name="operation" value={operation}>
      {operation ?? "–"}
    </FilterBy>
  ),
};

export const versionColumn: Column<{ version: string | null }> = {
  id: "version",
  header: "Version",
  phone: "hidden",
  cell: ({ version }) => (
    <FilterBy name="version" value={version}>
      {version ?? "–"}
    </FilterBy>
  ),
};

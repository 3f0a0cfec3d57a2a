import { Time } from "@crossdock/ui";
import type { Column } from "../../../../components/data-table.tsx";
import { FilterBy } from "../filter-by.tsx";
import { RequestStatus } from "../request-status.tsx";
import type { ErrorGroup } from "./error-group.ts";

export const errorColumns: Column<ErrorGroup>[] = [
  {
    id: "error",
    header: "Error",
    phone: "main",
    cell: ({ errorCode, status }) => (
      <span className="font-normal">
        <RequestStatus status={status} errorCode={errorCode} />
      </span>
    ),
  },
  {
    id: "operation",
    header: "Operation",
    phone: "below",
    cell: ({ operation }) => (
      <FilterBy name="operation" value={operation}>
        {operation ?? "–"}
      </FilterBy>
    ),
  },
  {
    id: "version",
    header: "Version",
    phone: "hidden",
    cell: ({ version }) => (
      <FilterBy name="version" value={version}>
        {version ?? "–"}
      </FilterBy>
    ),
  },
  {
    id: "client",
    header: "Client",
    phone: "hidden",
    cell: ({ principal }) => (
      <FilterBy name="principalId" value={principal?.id ?? null}>
        {principal ? (principal.name ?? principal.id) : "nobody known"}
      </FilterBy>
    ),
  },
  {
    id: "count",
    header: "Requests",
    align: "end",
    phone: "end",
    cell: ({ count }) => count.toLocaleString("en"),
  },
  {
    id: "first",
    header: "First seen",
    align: "end",
    phone: "hidden",
    cell: ({ firstAt }) => <Time at={firstAt} />,
  },
  {
    id: "last",
    header: "Last seen",
    align: "end",
    phone: "below-end",
    cell: ({ lastAt }) => <Time at={lastAt} />,
  },
];

import { Time } from "@crossdock/ui";
import type { Column } from "../../../../components/data-table.tsx";
import { clientOf } from "../entry.ts";
import { FilterBy } from "../filter-by.tsx";
import { RequestStatus } from "../request-status.tsx";
import { operationColumn, versionColumn } from "../shared-columns.tsx";
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
  { ...operationColumn, phone: "below" },
  versionColumn,
  {
    id: "client",
    header: "Client",
    phone: "hidden",
    cell: ({ principal }) => (
      <FilterBy name="principalId" value={principal?.id ?? null}>
        {clientOf({ principal }) ?? "nobody known"}
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

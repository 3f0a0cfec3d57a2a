"use client";

import { CodeBlock, EmptyState, Time } from "@crossdock/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import type { Column } from "../../../components/data-table.tsx";
import { DataTable } from "../../../components/data-table.tsx";
import { FilterBar } from "../../../components/filter-bar.tsx";
import { FilterSelect } from "../../../components/filter-select.tsx";
import { State } from "../../../components/statuses.tsx";
import { isFiltered, listInput } from "../../../filters.ts";
import { sendInquiry } from "../../../snippets.ts";
import { useTRPC } from "../../../trpc/client.tsx";
import type { Outputs } from "../../../trpc/server.tsx";
import { inquiryFilters, inquiryStatuses } from "./filters.ts";

type Inquiry = Outputs["inquiries"]["list"]["data"][number];

export function InquiryList() {
  const trpc = useTRPC();
  const [filters, setFilters] = useQueryStates(inquiryFilters);
  const query = useQuery(
    trpc.inquiries.list.queryOptions(listInput(filters), { placeholderData: keepPreviousData }),
  );
  const clear = isFiltered(filters) ? () => setFilters(null) : undefined;
  return (
    <div className="px-4 pb-8 sm:px-6">
      <FilterBar onClear={clear}>
        <FilterSelect
          label="Status"
          any="Any status"
          options={inquiryStatuses}
          value={filters.status}
          onChange={(status) => setFilters({ status, cursor: null })}
        />
      </FilterBar>
      <DataTable
        caption="Inquiries, newest first"
        columns={columns}
        query={query}
        href={(inquiry) => `/inquiries/${inquiry.id}`}
        onClear={clear}
        empty={
          <EmptyState kind="nothing-yet" title="No inquiries yet">
            <p>A contact form sends them, as JSON or as a plain form:</p>
            <CodeBlock label="Submit an inquiry" code={sendInquiry} />
          </EmptyState>
        }
      />
    </div>
  );
}

const columns: Column<Inquiry>[] = [
  { id: "name", header: "From", phone: "main", cell: (inquiry) => inquiry.name },
  { id: "message", header: "Message", phone: "below", cell: (inquiry) => inquiry.message },
  {
    id: "status",
    header: "Status",
    phone: "end",
    cell: (inquiry) => <State value={inquiry.status} />,
  },
  {
    id: "received",
    header: "Received",
    align: "end",
    phone: "below-end",
    cell: (inquiry) => <Time at={inquiry.createdAt} />,
  },
];

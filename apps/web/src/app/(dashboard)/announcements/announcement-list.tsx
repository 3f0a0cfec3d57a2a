"use client";

import { EmptyState, Time } from "@crossdock/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import type { Column } from "../../../components/data-table.tsx";
import { DataTable, useCursor } from "../../../components/data-table.tsx";
import { State } from "../../../components/statuses.tsx";
import { listInput } from "../../../filters.ts";
import { useTRPC } from "../../../trpc/client.tsx";
import type { Outputs } from "../../../trpc/server.tsx";

type Announcement = Outputs["announcements"]["list"]["data"][number];

export function AnnouncementList() {
  const trpc = useTRPC();
  const [cursor] = useCursor();
  const query = useQuery(
    trpc.announcements.list.queryOptions(listInput({ cursor }), {
      placeholderData: keepPreviousData,
    }),
  );
  return (
    <div className="px-4 pb-8 sm:px-6">
      <DataTable
        caption="Announcements, newest first"
        columns={columns}
        query={query}
        href={({ id }) => `/announcements/${id}`}
        empty={
          <EmptyState kind="nothing-yet" title="Nothing is announced yet">
            <p>
              Tell people of a product on Mastodon, Bluesky, X, Facebook or Instagram, all at once.
              Set a network up under{" "}
              <Link href="/connectors" className="link">
                Connectors
              </Link>{" "}
              first.
            </p>
          </EmptyState>
        }
      />
    </div>
  );
}

const columns: Column<Announcement>[] = [
  {
    id: "text",
    header: "Text",
    phone: "main",
    cell: ({ text }) => <span className="line-clamp-2">{text}</span>,
  },
  {
    id: "networks",
    header: "Networks",
    phone: "below",
    cell: ({ posts }) => (
      <span className="flex flex-wrap gap-x-3 gap-y-1">
        {posts.map(({ id, name, status }) => (
          <span key={id} className="inline-flex items-center gap-1">
            {name} <State value={status} />
          </span>
        ))}
      </span>
    ),
  },
  {
    id: "at",
    header: "When",
    align: "end",
    phone: "below-end",
    cell: ({ scheduledAt }) => <Time at={scheduledAt} />,
  },
];

import type { Metadata } from "next";
import { Can } from "../../../components/can.tsx";
import { LinkButton } from "../../../components/link-button.tsx";
import { PageHeader } from "../../../components/page-header.tsx";
import { listInput } from "../../../filters.ts";
import { Hydrate, serverApi } from "../../../trpc/server.tsx";
import { AnnouncementList } from "./announcement-list.tsx";

export const metadata: Metadata = { title: "Announcements" };

export default async function AnnouncementsPage() {
  const { queryClient, trpc } = serverApi();
  await queryClient.prefetchQuery(trpc.announcements.list.queryOptions(listInput({})));
  return (
    <Hydrate>
      <PageHeader
        title="Announcements"
        actions={
          <Can permission="announcements:write">
            <LinkButton href="/announcements/new" variant="primary" size="sm">
              New announcement
            </LinkButton>
          </Can>
        }
      />
      <AnnouncementList />
    </Hydrate>
  );
}

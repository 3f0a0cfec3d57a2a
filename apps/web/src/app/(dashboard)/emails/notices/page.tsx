import type { Metadata } from "next";
import { PageHeader } from "../../../../components/page-header.tsx";
import { Hydrate, requireMe, serverApi } from "../../../../trpc/server.tsx";
import { NoticeSettings } from "./notice-settings.tsx";

export const metadata: Metadata = { title: "Notices to the team" };

export default async function NoticesPage() {
  const { queryClient, trpc } = serverApi();
  const { permissions } = await requireMe();
  await queryClient.prefetchQuery(trpc.notices.settings.queryOptions({}));
  return (
    <Hydrate>
      <PageHeader title="Notices to the team" />
      <NoticeSettings mayWrite={permissions.includes("notifications:write")} />
    </Hydrate>
  );
}

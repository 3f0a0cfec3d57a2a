import type { Metadata } from "next";
import { Hydrate, orElsewhere, requireMe, serverApi } from "../../../../trpc/server.tsx";
import { AnnouncementDetail } from "./announcement-detail.tsx";

type Props = { params: Promise<{ id: string }> };

export const metadata: Metadata = { title: "Announcement" };

export default async function AnnouncementPage({ params }: Props) {
  const { id } = await params;
  const { queryClient, trpc } = serverApi();
  const [{ permissions }] = await Promise.all([
    requireMe(),
    orElsewhere(queryClient.fetchQuery(trpc.announcements.get.queryOptions({ id }))),
  ]);
  return (
    <Hydrate>
      <AnnouncementDetail id={id} mayWrite={permissions.includes("announcements:write")} />
    </Hydrate>
  );
}

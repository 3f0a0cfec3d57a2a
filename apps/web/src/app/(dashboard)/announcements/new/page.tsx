import type { Metadata } from "next";
import { PageHeader } from "../../../../components/page-header.tsx";
import { runtime } from "../../../../runtime.ts";
import { Hydrate, orElsewhere, requireMe, serverApi } from "../../../../trpc/server.tsx";
import { NewAnnouncement } from "./new-announcement.tsx";

export const metadata: Metadata = { title: "New announcement" };

type Props = { searchParams: Promise<{ product?: string }> };

export default async function NewAnnouncementPage({ searchParams }: Props) {
  const { product: id } = await searchParams;
  const { queryClient, trpc } = serverApi();
  const [product] = await Promise.all([
    id ? orElsewhere(queryClient.fetchQuery(trpc.products.get.queryOptions({ id }))) : null,
    requireMe(),
    queryClient.prefetchQuery(trpc.announcements.networks.queryOptions({})),
  ]);
  const start = product && {
    productId: product.id,
    text: product.title,
    link: `${runtime().appUrl}/p/${product.handle}`,
  };
  return (
    <Hydrate>
      <PageHeader title="New announcement" />
      <NewAnnouncement start={start} />
    </Hydrate>
  );
}

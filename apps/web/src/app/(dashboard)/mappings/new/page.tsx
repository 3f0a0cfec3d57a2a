import type { Metadata } from "next";
import { PageHeader } from "../../../../components/page-header.tsx";
import { Hydrate, requireMe, serverApi } from "../../../../trpc/server.tsx";
import { NewMapping } from "./new-mapping.tsx";

export const metadata: Metadata = { title: "New mapping" };

export default async function NewMappingPage() {
  await requireMe();
  const { queryClient, trpc } = serverApi();
  await Promise.all([
    queryClient.prefetchQuery(trpc.mappings.catalogue.queryOptions({})),
    queryClient.prefetchQuery(trpc.connections.list.queryOptions({ limit: 100 })),
  ]);
  return (
    <Hydrate>
      <PageHeader title="New mapping" />
      <NewMapping />
    </Hydrate>
  );
}

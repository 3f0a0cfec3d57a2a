import type { Metadata } from "next";
import { listInput } from "../../../../filters.ts";
import { runtime } from "../../../../runtime.ts";
import { Hydrate, orElsewhere, requireMe, serverApi } from "../../../../trpc/server.tsx";
import { PartnerDetail } from "./partner-detail.tsx";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadPartner((await params).id)).name };
}

export default async function PartnerPage({ params }: Props) {
  const { id } = await params;
  const { appUrl, versions } = runtime();
  const { queryClient, trpc } = serverApi();
  const [{ permissions }] = await Promise.all([
    requireMe(),
    loadPartner(id),
    queryClient.prefetchQuery(trpc.developers.list.queryOptions({ partnerId: id })),
    queryClient.prefetchQuery(trpc.keys.list.queryOptions(listInput({ partnerId: id }))),
  ]);
  return (
    <Hydrate>
      <PartnerDetail id={id} permissions={permissions} appUrl={appUrl} versions={versions} />
    </Hydrate>
  );
}

function loadPartner(id: string) {
  const { queryClient, trpc } = serverApi();
  return orElsewhere(queryClient.fetchQuery(trpc.partners.get.queryOptions({ id })));
}

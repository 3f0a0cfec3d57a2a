import type { Metadata } from "next";
import { ClientDetail } from "../../../../components/clients/client-detail.tsx";
import { runtime } from "../../../../runtime.ts";
import { Hydrate, orElsewhere, requireDeveloper, serverApi } from "../../../../trpc/server.tsx";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadClient((await params).id)).name };
}

export default async function PortalClientPage({ params }: Props) {
  const { id } = await params;
  await Promise.all([requireDeveloper(), loadClient(id)]);
  return (
    <Hydrate>
      <ClientDetail id={id} mayWrite appUrl={runtime().appUrl} />
    </Hydrate>
  );
}

function loadClient(id: string) {
  const { queryClient, trpc } = serverApi();
  return orElsewhere(queryClient.fetchQuery(trpc.clients.get.queryOptions({ id })));
}

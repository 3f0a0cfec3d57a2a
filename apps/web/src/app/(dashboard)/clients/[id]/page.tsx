import type { Metadata } from "next";
import { ClientDetail } from "../../../../components/clients/client-detail.tsx";
import { runtime } from "../../../../runtime.ts";
import { Hydrate, orElsewhere, requireMe, serverApi } from "../../../../trpc/server.tsx";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadClient((await params).id)).name };
}

export default async function ClientPage({ params }: Props) {
  const { id } = await params;
  const [{ permissions }] = await Promise.all([requireMe(), loadClient(id)]);
  return (
    <Hydrate>
      <ClientDetail
        id={id}
        mayWrite={permissions.includes("clients:write")}
        appUrl={runtime().appUrl}
      />
    </Hydrate>
  );
}

function loadClient(id: string) {
  const { queryClient, trpc } = serverApi();
  return orElsewhere(queryClient.fetchQuery(trpc.clients.get.queryOptions({ id })));
}

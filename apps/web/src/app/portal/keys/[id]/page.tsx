import type { Metadata } from "next";
import { KeyDetail } from "../../../../components/keys/key-detail.tsx";
import { runtime } from "../../../../runtime.ts";
import { Hydrate, orElsewhere, requireDeveloper, serverApi } from "../../../../trpc/server.tsx";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadKey((await params).id)).name };
}

export default async function PortalKeyPage({ params }: Props) {
  const { id } = await params;
  const { appUrl, versions } = runtime();
  await Promise.all([requireDeveloper(), loadKey(id)]);
  return (
    <Hydrate>
      <KeyDetail id={id} basePath="/portal/keys" versions={versions} appUrl={appUrl} mayWrite />
    </Hydrate>
  );
}

function loadKey(id: string) {
  const { queryClient, trpc } = serverApi();
  return orElsewhere(queryClient.fetchQuery(trpc.keys.get.queryOptions({ id })));
}

import type { Metadata } from "next";
import { Can } from "../../../../components/can.tsx";
import { KeyDetail } from "../../../../components/keys/key-detail.tsx";
import { runtime } from "../../../../runtime.ts";
import { Hydrate, orElsewhere, requireMe, serverApi } from "../../../../trpc/server.tsx";
import { KeyHistory } from "./key-history.tsx";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadKey((await params).id)).name };
}

export default async function KeyPage({ params }: Props) {
  const { id } = await params;
  const { appUrl, versions } = runtime();
  const [{ permissions }] = await Promise.all([requireMe(), loadKey(id)]);
  return (
    <Hydrate>
      <KeyDetail
        id={id}
        basePath="/keys"
        versions={versions}
        appUrl={appUrl}
        mayWrite={permissions.includes("keys:write")}
        forTeam
        history={
          <Can permission="audit:read">
            <KeyHistory keyId={id} />
          </Can>
        }
      />
    </Hydrate>
  );
}

function loadKey(id: string) {
  const { queryClient, trpc } = serverApi();
  return orElsewhere(queryClient.fetchQuery(trpc.keys.get.queryOptions({ id })));
}

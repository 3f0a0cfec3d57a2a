import type { Metadata } from "next";
import { runtime } from "../../../../runtime.ts";
import { Hydrate, orElsewhere, requireMe, serverApi } from "../../../../trpc/server.tsx";
import { OperationDetail } from "./operation-detail.tsx";

type Props = { params: Promise<{ operation: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).operation };
}

export default async function OperationPage({ params }: Props) {
  const { operation } = await params;
  const { queryClient, trpc } = serverApi();
  const { permissions } = await requireMe();
  await orElsewhere(queryClient.fetchQuery(trpc.operations.get.queryOptions({ operation })));
  return (
    <Hydrate>
      <OperationDetail
        name={operation}
        mayWrite={permissions.includes("operations:write")}
        appUrl={runtime().appUrl}
      />
    </Hydrate>
  );
}

import type { Metadata } from "next";
import { PageHeader } from "../../../../components/page-header.tsx";
import { Hydrate, requireMe, serverApi } from "../../../../trpc/server.tsx";
import { TemplateList } from "./template-list.tsx";

export const metadata: Metadata = { title: "What e-mails say" };

export default async function TemplatesPage() {
  const { queryClient, trpc } = serverApi();
  const { permissions } = await requireMe();
  await Promise.all([
    queryClient.prefetchQuery(trpc.mailTemplates.list.queryOptions({})),
    queryClient.prefetchQuery(trpc.shop.get.queryOptions({})),
  ]);
  return (
    <Hydrate>
      <PageHeader title="What e-mails say" />
      <TemplateList mayWrite={permissions.includes("shop:write")} />
    </Hydrate>
  );
}

import { KeyValues } from "@crossdock/ui";
import type { Metadata } from "next";
import { AccountSections } from "../../../components/account/account-sections.tsx";
import { PageHeader } from "../../../components/page-header.tsx";
import { Hydrate, requireDeveloper, serverApi } from "../../../trpc/server.tsx";

export const metadata: Metadata = { title: "Account" };

export default async function PortalAccountPage() {
  const { queryClient, trpc } = serverApi();
  const { name } = await requireDeveloper();
  const [partner] = await Promise.all([
    queryClient.fetchQuery(trpc.partners.mine.queryOptions({})),
    queryClient.prefetchQuery(trpc.me.identities.queryOptions({})),
    queryClient.prefetchQuery(trpc.me.sessions.queryOptions({})),
    queryClient.prefetchQuery(trpc.me.secondFactor.queryOptions({})),
  ]);
  return (
    <Hydrate>
      <PageHeader title="Account" />
      <div className="flex max-w-180 flex-col gap-8 px-4 py-5 sm:px-6">
        <KeyValues
          items={[
            ["Name", name],
            ["Partner", partner.name],
          ]}
        />
        <AccountSections />
      </div>
    </Hydrate>
  );
}

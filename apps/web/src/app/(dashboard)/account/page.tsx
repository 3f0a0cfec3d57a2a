import { KeyValues } from "@crossdock/ui";
import type { Metadata } from "next";
import { AccountSections } from "../../../components/account/account-sections.tsx";
import { DetailSection } from "../../../components/detail-section.tsx";
import { PageHeader } from "../../../components/page-header.tsx";
import { Hydrate, requireMe, serverApi } from "../../../trpc/server.tsx";
import { words } from "../../../words.ts";
import { MaySentences } from "./may-sentences.tsx";

export const metadata: Metadata = { title: "Account" };

export default async function AccountPage() {
  const { queryClient, trpc } = serverApi();
  const { name, role, permissions } = await requireMe();
  await Promise.all([
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
            ["Role", role && words(role)],
          ]}
        />
        <AccountSections />
        <DetailSection title="What you may do">
          <MaySentences permissions={permissions} />
        </DetailSection>
      </div>
    </Hydrate>
  );
}

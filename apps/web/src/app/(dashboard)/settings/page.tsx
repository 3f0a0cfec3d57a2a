import type { Metadata } from "next";
import { DetailSection } from "../../../components/detail-section.tsx";
import { PageHeader } from "../../../components/page-header.tsx";
import { Hydrate, requireMe, serverApi } from "../../../trpc/server.tsx";
import { LoginProviders } from "./login-providers.tsx";
import { Taxes } from "./taxes.tsx";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage() {
  const { queryClient, trpc } = serverApi();
  const { permissions } = await requireMe();
  await Promise.all([
    queryClient.prefetchQuery(trpc.settings.loginProviders.queryOptions({})),
    queryClient.prefetchQuery(trpc.shop.get.queryOptions({})),
    queryClient.prefetchQuery(trpc.taxRates.list.queryOptions({})),
  ]);
  return (
    <Hydrate>
      <PageHeader title="Settings" />
      <div className="flex max-w-240 flex-col gap-8 px-4 py-5 sm:px-6">
        <DetailSection title="Sign-in providers">
          <p className="max-w-prose pb-2 text-table text-ink-2">
            Members can sign in with an account elsewhere. Nobody becomes a member by it: it has to
            be linked, or to have the verified address of somebody who is invited.
          </p>
          <LoginProviders mayWrite={permissions.includes("settings:write")} />
        </DetailSection>
        <DetailSection title="Taxes">
          <p className="max-w-prose pb-2 text-table text-ink-2">
            Where an order goes decides what tax it bears: a region's own rate, else its country's.
            An order keeps the tax that it was placed with.
          </p>
          <Taxes mayWrite={permissions.includes("settings:write")} />
        </DetailSection>
      </div>
    </Hydrate>
  );
}

import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { LinkButton } from "../../../components/link-button.tsx";
import { PageHeader } from "../../../components/page-header.tsx";
import { listInput } from "../../../filters.ts";
import { Hydrate, serverApi } from "../../../trpc/server.tsx";
import { EmailList } from "./email-list.tsx";
import { loadEmailFilters } from "./filters.ts";

export const metadata: Metadata = { title: "E-mails" };

export default async function EmailsPage(props: { searchParams: Promise<SearchParams> }) {
  const { queryClient, trpc } = serverApi();
  const input = listInput(await loadEmailFilters(props.searchParams));
  await queryClient.prefetchQuery(trpc.notifications.list.queryOptions(input));
  return (
    <Hydrate>
      <PageHeader
        title="E-mails"
        actions={
          <>
            <LinkButton href="/emails/notices" size="sm">
              Notices
            </LinkButton>
            <LinkButton href="/emails/templates" size="sm">
              What they say
            </LinkButton>
          </>
        }
      />
      <EmailList />
    </Hydrate>
  );
}

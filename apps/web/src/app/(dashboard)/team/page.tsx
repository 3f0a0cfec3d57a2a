import type { Metadata } from "next";
import { Can } from "../../../components/can.tsx";
import { LinkButton } from "../../../components/link-button.tsx";
import { PageHeader } from "../../../components/page-header.tsx";
import { Hydrate, requireMe, serverApi } from "../../../trpc/server.tsx";
import { NewMember } from "./new-member.tsx";
import { TeamList } from "./team-list.tsx";

export const metadata: Metadata = { title: "Team" };

export default async function TeamPage() {
  const { queryClient, trpc } = serverApi();
  const { permissions } = await requireMe();
  const owners = permissions.includes("owners:write");
  await queryClient.prefetchQuery(trpc.users.list.queryOptions({}));
  return (
    <Hydrate>
      <PageHeader
        title="Team"
        actions={
          <>
            <LinkButton href="/team/roles" size="sm">
              Roles
            </LinkButton>
            <Can permission="users:write">
              <NewMember owners={owners} />
            </Can>
          </>
        }
      />
      <div className="px-4 py-3 sm:px-6">
        <TeamList mayWrite={permissions.includes("users:write")} mayWriteOwners={owners} />
      </div>
    </Hydrate>
  );
}

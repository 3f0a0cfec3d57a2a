"use client";

import type { VersionFacts } from "@crossdock/adapters";
import { CopyId, KeyValues, Notice, Time } from "@crossdock/ui";
import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import { ConfirmButton } from "../../../../components/confirm-button.tsx";
import { DetailSection } from "../../../../components/detail-section.tsx";
import { KeyList } from "../../../../components/keys/key-list.tsx";
import { NewKey } from "../../../../components/keys/new-key.tsx";
import { PageHeader } from "../../../../components/page-header.tsx";
import { GrantFacts } from "../../../../components/partners/grant-facts.tsx";
import { RequestsLink } from "../../../../components/requests-link.tsx";
import { State } from "../../../../components/statuses.tsx";
import { RecentUsage } from "../../../../components/usage/recent-usage.tsx";
import { useTRPC } from "../../../../trpc/client.tsx";
import type { Outputs } from "../../../../trpc/server.tsx";
import { useRefresh } from "../../../../trpc/use-refresh.ts";
import { Developers } from "./developers.tsx";
import { EditGrant } from "./edit-grant.tsx";
import { EditPartner } from "./edit-partner.tsx";

type Partner = Outputs["partners"]["get"];

type Props = {
  id: string;
  permissions: readonly string[];
  appUrl: string;
  versions: readonly VersionFacts[];
};

export function PartnerDetail({ id, permissions, appUrl, versions }: Props) {
  const trpc = useTRPC();
  const { data: partner } = useSuspenseQuery(trpc.partners.get.queryOptions({ id }));
  const mayWrite = permissions.includes("partners:write");
  const mayWriteKeys = permissions.includes("keys:write");
  return (
    <>
      <PageHeader
        title={partner.name}
        facts={<State value={partner.status} />}
        actions={
          mayWrite && (
            <>
              <EditPartner partner={partner} />
              <SuspendOrResume partner={partner} />
            </>
          )
        }
      />
      <div className="flex flex-col gap-8 px-4 py-5 sm:px-6">
        {partner.status === "suspended" && (
          <Notice tone="warn">
            Its keys are refused until it is active again. Its developers cannot sign in.
          </Notice>
        )}
        <KeyValues
          items={[
            ["Contact", partner.contactName],
            ["E-mail", partner.contactEmail],
            [
              "Requests",
              <RequestsLink key="requests" filter={{ partnerId: partner.id }}>
                In the log
              </RequestsLink>,
            ],
            ["Since", <Time key="since" at={partner.createdAt} full />],
            ["Id", <CopyId key="id" id={partner.id} />],
          ]}
        />
        <DetailSection title="Granted" aside={mayWrite && <EditGrant partner={partner} />}>
          <GrantFacts grant={partner} />
        </DetailSection>
        <Developers partnerId={id} mayWrite={mayWrite} />
        <DetailSection
          title="API keys"
          aside={mayWriteKeys && <NewKey partnerId={id} appUrl={appUrl} versions={versions} />}
        >
          <KeyList partnerId={id} basePath="/keys" versions={versions} />
        </DetailSection>
        {permissions.includes("logs:read") && <RecentUsage partnerId={id} />}
      </div>
    </>
  );
}

function SuspendOrResume({ partner }: { partner: Partner }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const update = useMutation(trpc.partners.update.mutationOptions());
  const setStatus = (status: Partner["status"]) =>
    update.mutateAsync({ id: partner.id, status }).then(refresh);
  if (partner.status === "suspended") {
    return (
      <ConfirmButton
        verb="Make active"
        title={`Make ${partner.name} active?`}
        consequence="Its keys that are not revoked work again at once, and its developers can sign in."
        run={() => setStatus("active")}
        done={`${partner.name} is active`}
      />
    );
  }
  return (
    <ConfirmButton
      danger
      verb="Suspend"
      title={`Suspend ${partner.name}?`}
      consequence="All its keys and its developers are refused within a second. Its orders and customers stay, and you can make it active again."
      run={() => setStatus("suspended")}
      done={`${partner.name} is suspended`}
    />
  );
}

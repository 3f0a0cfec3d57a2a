import type { Metadata } from "next";
import { Can } from "../../../../components/can.tsx";
import { Hydrate, requireMe, serverApi } from "../../../../trpc/server.tsx";
import { AlertsHeader } from "../alerts-header.tsx";
import { NewRule } from "./new-rule.tsx";
import { RuleList } from "./rule-list.tsx";

export const metadata: Metadata = { title: "Alert rules" };

export default async function AlertRulesPage() {
  const { queryClient, trpc } = serverApi();
  const [{ permissions }] = await Promise.all([
    requireMe(),
    queryClient.prefetchQuery(trpc.alertRules.list.queryOptions({})),
  ]);
  return (
    <Hydrate>
      <AlertsHeader
        actions={
          <Can permission="alerts:write">
            <NewRule />
          </Can>
        }
      />
      <div className="px-4 pb-8 sm:px-6">
        <RuleList mayWrite={permissions.includes("alerts:write")} />
      </div>
    </Hydrate>
  );
}

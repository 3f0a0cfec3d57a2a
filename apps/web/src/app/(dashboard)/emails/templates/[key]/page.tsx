import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { Hydrate, orElsewhere, requireMe, serverApi } from "../../../../../trpc/server.tsx";
import { isLocale } from "../languages.ts";
import { TemplateDetail } from "./template-detail.tsx";

type Props = { params: Promise<{ key: string }>; searchParams: Promise<SearchParams> };

export const metadata: Metadata = { title: "What an e-mail says" };

export default async function TemplatePage(props: Props) {
  const [{ key }, { locale: asked }] = await Promise.all([props.params, props.searchParams]);
  const { queryClient, trpc } = serverApi();
  const { permissions } = await requireMe();
  const locale = typeof asked === "string" && isLocale(asked) ? asked : "en";
  await orElsewhere(queryClient.fetchQuery(trpc.mailTemplates.get.queryOptions({ key, locale })));
  return (
    <Hydrate>
      <TemplateDetail
        templateKey={key}
        locale={locale}
        mayWrite={permissions.includes("notifications:write")}
      />
    </Hydrate>
  );
}

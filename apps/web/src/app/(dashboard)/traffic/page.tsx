import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { Hydrate, serverApi } from "../../../trpc/server.tsx";
import { askedOf, loadTrafficParams } from "./filters.ts";
import { TrafficPage } from "./traffic-page.tsx";

export const metadata: Metadata = { title: "Traffic" };

export default async function Traffic(props: { searchParams: Promise<SearchParams> }) {
  const { queryClient, trpc } = serverApi();
  const { show: _, metric: __, ...values } = await loadTrafficParams(props.searchParams);
  const { asked } = askedOf(values);
  await Promise.all([
    queryClient.prefetchQuery(trpc.metrics.traffic.queryOptions({ ...asked, compare: true })),
    queryClient.prefetchQuery(trpc.metrics.top.queryOptions({ ...asked, by: "operation" })),
    queryClient.prefetchQuery(trpc.metrics.versions.queryOptions(asked)),
  ]);
  return (
    <Hydrate>
      <TrafficPage />
    </Hydrate>
  );
}

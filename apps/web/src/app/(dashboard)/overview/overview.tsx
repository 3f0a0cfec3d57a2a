"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { DataTable } from "../../../components/data-table.tsx";
import { DetailSection } from "../../../components/detail-section.tsx";
import { PageHeader } from "../../../components/page-header.tsx";
import { useTRPC } from "../../../trpc/client.tsx";
import type { Outputs } from "../../../trpc/server.tsx";
import { FirstOrder } from "../orders/first-order.tsx";
import { orderColumns } from "../orders/order-columns.tsx";
import { ApiToday } from "./api-today.tsx";
import { Attention } from "./attention.tsx";
import { Figures } from "./figures.tsx";
import { FirstSteps } from "./first-steps.tsx";
import { RevenueChart } from "./revenue-chart.tsx";

type Props = { appUrl: string; demo: boolean; mayStart: boolean; seesAlerts: boolean };

export function Overview({ appUrl, demo, mayStart, seesAlerts }: Props) {
  const trpc = useTRPC();
  const { data: overview } = useQuery(trpc.shop.overview.queryOptions({}));
  const { data: alerts } = useQuery(
    trpc.alerts.list.queryOptions({ state: "firing" }, { enabled: seesAlerts }),
  );
  const orders = useQuery(trpc.orders.list.queryOptions({ limit: 8 }, { select: firstPage }));
  return (
    <>
      <PageHeader title="Overview" />
      <div className="flex flex-col gap-8 px-4 py-5 sm:px-6">
        {overview && <Figures overview={overview} />}
        <ApiToday />
        {overview && (
          <FirstSteps overview={overview} appUrl={appUrl} demo={demo} mayStart={mayStart} />
        )}
        <div className="grid gap-x-10 gap-y-8 xl:grid-cols-[minmax(0,1fr)_24rem]">
          <DetailSection
            title="Latest orders"
            aside={
              <Link href="/orders" className="link text-table">
                All orders
              </Link>
            }
          >
            <DataTable
              caption="The latest orders"
              columns={latestColumns}
              query={orders}
              href={(order) => `/orders/${order.id}`}
              empty={<FirstOrder />}
            />
          </DetailSection>
          <div className="flex min-w-0 flex-col gap-8">
            {overview && <RevenueChart revenue={overview.revenue} />}
            {overview && <Attention overview={overview} firing={alerts?.data.length ?? 0} />}
          </div>
        </div>
      </div>
    </>
  );
}

const latestColumns = orderColumns.filter(({ id }) => id !== "items" && id !== "fulfillment");

/** The rows alone: the order list has the other pages. */
function firstPage({ data }: Outputs["orders"]["list"]) {
  return { data, hasMore: false, nextCursor: null };
}

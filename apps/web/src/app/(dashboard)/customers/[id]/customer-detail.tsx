"use client";

import { CopyId, KeyValues, Time } from "@crossdock/ui";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { DataTable } from "../../../../components/data-table.tsx";
import { DetailSection } from "../../../../components/detail-section.tsx";
import { PageHeader } from "../../../../components/page-header.tsx";
import { listInput } from "../../../../filters.ts";
import { useTRPC } from "../../../../trpc/client.tsx";
import type { Outputs } from "../../../../trpc/server.tsx";
import { orderColumns } from "../../orders/order-columns.tsx";

export function CustomerDetail({ id }: { id: string }) {
  const trpc = useTRPC();
  const { data: customer } = useSuspenseQuery(trpc.customers.get.queryOptions({ id }));
  const orders = useQuery(trpc.orders.list.queryOptions(listInput({ customerId: id })));
  return (
    <>
      <PageHeader title={customer.name ?? customer.email} />
      <div className="flex flex-col gap-8 px-4 py-5 sm:px-6">
        <KeyValues
          items={[
            ["E-mail", customer.email],
            ["Phone", customer.phone],
            ["Address", <Address key="address" address={customer.address} />],
            ["Since", <Time key="since" at={customer.createdAt} full />],
            ["Id", <CopyId key="id" id={customer.id} />],
            ["External id", customer.externalId],
          ]}
        />
        <DetailSection title="Orders">
          <DataTable
            caption="The customer's orders, newest first"
            columns={orderColumns}
            query={orders}
            href={(order) => `/orders/${order.id}`}
            empty={<p className="text-table text-ink-2">None yet.</p>}
          />
        </DetailSection>
      </div>
    </>
  );
}

type AddressProps = { address: Outputs["customers"]["get"]["address"] };

function Address({ address }: AddressProps) {
  if (!address) return "–";
  const { line1, line2, postalCode, city, region, country } = address;
  return [line1, line2, [postalCode, city].filter(Boolean).join(" "), region, country]
    .filter(Boolean)
    .join(", ");
}

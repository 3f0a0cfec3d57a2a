"use client";

import { erasedDomain } from "@crossdock/api/schemas";
import { CopyId, KeyValues, Time } from "@crossdock/ui";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { Address } from "../../../../components/address.tsx";
import { DataTable } from "../../../../components/data-table.tsx";
import { DetailSection } from "../../../../components/detail-section.tsx";
import { PageHeader } from "../../../../components/page-header.tsx";
import { listInput } from "../../../../filters.ts";
import { useTRPC } from "../../../../trpc/client.tsx";
import { orderColumns } from "../../orders/order-columns.tsx";
import { AddressBook } from "./address-book.tsx";
import { PersonalData } from "./personal-data.tsx";

type Props = { id: string; permissions: readonly string[]; mayErase: boolean };

export function CustomerDetail({ id, permissions, mayErase }: Props) {
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
        <AddressBook customerId={id} mayWrite={permissions.includes("customers:write")} />
        <DetailSection title="Orders">
          <DataTable
            caption="The customer's orders, newest first"
            columns={orderColumns}
            query={orders}
            href={(order) => `/orders/${order.id}`}
            empty={<p className="text-table text-ink-2">None yet.</p>}
          />
        </DetailSection>
        <PersonalData
          id={id}
          mayErase={mayErase}
          isErased={customer.email.endsWith(`@${erasedDomain}`)}
        />
      </div>
    </>
  );
}

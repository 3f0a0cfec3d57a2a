"use client";

import { CopyId, KeyValues, Time } from "@crossdock/ui";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { ConfirmButton } from "../../../../components/confirm-button.tsx";
import { PageHeader } from "../../../../components/page-header.tsx";
import { State } from "../../../../components/statuses.tsx";
import { useTRPC } from "../../../../trpc/client.tsx";
import { toValues } from "../product-form.ts";
import { EditProduct } from "./edit-product.tsx";
import { ProductImages } from "./product-images.tsx";
import { ShareProduct } from "./share-product.tsx";
import { StockTable } from "./stock-table.tsx";

type Props = {
  id: string;
  /** Where everybody can see it. */
  url: string;
  permissions: readonly string[];
};

export function ProductDetail({ id, url, permissions }: Props) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data: product } = useSuspenseQuery(trpc.products.get.queryOptions({ id }));
  const archive = useMutation(trpc.products.archive.mutationOptions());
  const runArchive = async () => {
    await archive.mutateAsync({ id });
    await queryClient.invalidateQueries(trpc.products.pathFilter());
  };
  const mayWrite = permissions.includes("products:write");
  return (
    <>
      <PageHeader
        title={product.title}
        facts={<State value={product.status} />}
        actions={
          mayWrite &&
          product.status !== "archived" && (
            <ConfirmButton
              danger
              verb="Archive"
              title={`Archive ${product.title}?`}
              consequence="It can no longer be ordered. Orders that have it keep it, and you can bring it back by changing its status."
              run={runArchive}
              done={`${product.title} is archived`}
            />
          )
        }
      />
      <div className="grid gap-x-10 gap-y-8 px-4 py-5 sm:px-6 xl:grid-cols-[minmax(0,45rem)_20rem]">
        <EditProduct
          key={JSON.stringify(toValues(product))}
          product={product}
          mayWrite={mayWrite}
        />
        <aside className="flex flex-col gap-6">
          <ProductImages product={product} mayWrite={mayWrite} />
          <StockTable product={product} mayWrite={permissions.includes("inventory:write")} />
          {product.status === "active" && (
            <ShareProduct
              product={product}
              url={url}
              mayAnnounce={permissions.includes("announcements:write")}
            />
          )}
          <KeyValues
            items={[
              ["Id", <CopyId key="id" id={product.id} />],
              ["Handle", product.handle],
              ["External id", product.externalId],
              ["Created", <Time key="created" at={product.createdAt} full />],
              ["Updated", <Time key="updated" at={product.updatedAt} full />],
            ]}
          />
        </aside>
      </div>
    </>
  );
}

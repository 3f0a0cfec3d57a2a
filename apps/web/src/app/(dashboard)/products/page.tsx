import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { Can } from "../../../components/can.tsx";
import { ExportAction } from "../../../components/export-action.tsx";
import { LinkButton } from "../../../components/link-button.tsx";
import { PageHeader } from "../../../components/page-header.tsx";
import { listInput } from "../../../filters.ts";
import { Hydrate, serverApi } from "../../../trpc/server.tsx";
import { loadProductFilters } from "./filters.ts";
import { ProductList } from "./product-list.tsx";

export const metadata: Metadata = { title: "Products" };

export default async function ProductsPage(props: { searchParams: Promise<SearchParams> }) {
  const { queryClient, trpc } = serverApi();
  const filters = listInput(await loadProductFilters(props.searchParams));
  await queryClient.prefetchQuery(trpc.products.list.queryOptions(filters));
  return (
    <Hydrate>
      <PageHeader
        title="Products"
        actions={
          <>
            <ExportAction kind="products" />
            <Can permission="products:write">
              <LinkButton href="/products/new" variant="primary" size="sm">
                New product
              </LinkButton>
            </Can>
          </>
        }
      />
      <ProductList />
    </Hydrate>
  );
}

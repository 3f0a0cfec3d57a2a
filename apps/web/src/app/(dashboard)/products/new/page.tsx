import type { Metadata } from "next";
import { PageHeader } from "../../../../components/page-header.tsx";
import { requireMe } from "../../../../trpc/server.tsx";
import { NewProduct } from "./new-product.tsx";

export const metadata: Metadata = { title: "New product" };

export default async function NewProductPage() {
  const { shop } = await requireMe();
  return (
    <>
      <PageHeader title="New product" />
      <NewProduct currency={shop.currency} />
    </>
  );
}

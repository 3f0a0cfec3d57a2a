import type { Metadata } from "next";
import { runtime } from "../../../../runtime.ts";
import { Hydrate, orElsewhere, requireMe, serverApi } from "../../../../trpc/server.tsx";
import { ProductDetail } from "./product-detail.tsx";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadProduct((await params).id)).title };
}

export default async function ProductPage({ params }: Props) {
  const { id } = await params;
  const [{ permissions }, { handle }] = await Promise.all([requireMe(), loadProduct(id)]);
  const url = `${runtime().appUrl}/p/${handle}`;
  return (
    <Hydrate>
      <ProductDetail id={id} url={url} permissions={permissions} />
    </Hydrate>
  );
}

function loadProduct(id: string) {
  const { queryClient, trpc } = serverApi();
  return orElsewhere(queryClient.fetchQuery(trpc.products.get.queryOptions({ id })));
}

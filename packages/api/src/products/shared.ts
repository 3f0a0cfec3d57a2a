import type { Money } from "@crossdock/core";
import type { Services } from "../procedure/context.ts";
import { fromPool, readProduct } from "./read.ts";

/** A product as everybody may see it who has its link. */
export type SharedProduct = {
  title: string;
  description: string;
  /** The shop's name. */
  shop: string;
  url: string;
  images: { url: string; alt: string; width: number; height: number }[];
  variants: { sku: string; title: string; price: Money; available: boolean }[];
};

/** The product of this handle; null where there is none for sale. */
export async function readSharedProduct(
  { db, appUrl }: Pick<Services, "db" | "appUrl">,
  handle: string,
): Promise<SharedProduct | null> {
  const found = await db.prisma.product.findUnique({ where: { handle, status: "active" } });
  if (!found) return null;
  const { title, description, variants, images } = await readProduct(
    fromPool({ db, appUrl }),
    found.id,
  );
  const { name: shop } = await db.prisma.shop.findFirstOrThrow();
  return {
    ...{ title, description, shop, url: sharedUrl(appUrl, handle) },
    // As JPEG: not all networks show a WebP.
    images: images.map(({ alt, width, height, urls }) => ({
      ...{ alt, width, height },
      url: urls.at(-1)?.url ?? "",
    })),
    variants: variants.map((variant) => ({
      ...{ sku: variant.sku, title: variant.title, price: variant.price },
      available: variant.stock > 0,
    })),
  };
}

/** Where everybody can see the product. */
function sharedUrl(appUrl: string, handle: string): string {
  return `${appUrl}/p/${handle}`;
}

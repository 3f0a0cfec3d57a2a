import type { SharedProduct } from "@crossdock/api";
import { toDecimal } from "@crossdock/core";

/**
 * A product as search engines read it (schema.org/Product, one Offer a variant), as the text of a
 * script element.
 */
export function jsonLd({ title, description, url, images, variants }: SharedProduct): string {
  const offers = variants.map(({ sku, title: name, price, available }) => ({
    ...{ "@type": "Offer", sku, name, url },
    price: toDecimal(price.amount, price.currency),
    priceCurrency: price.currency,
    availability: `https://schema.org/${available ? "InStock" : "OutOfStock"}`,
  }));
  const product = {
    ...{ "@context": "https://schema.org", "@type": "Product" },
    ...{ name: title, description, url, image: images.map((image) => image.url), offers },
  };
  // A title with "</script>" in it would end the element.
  return JSON.stringify(product).replaceAll("<", "\\u003c");
}

import { expect, test } from "vitest";
import { jsonLd } from "./json-ld.ts";

const mug = {
  title: "Mug </script><script>alert(1)</script>",
  description: "Blue",
  shop: "Harbour & Pine",
  url: "https://shop.example/p/mug",
  images: [{ url: "https://shop.example/mug.jpg", alt: "A mug", width: 640, height: 480 }],
  variants: [
    { sku: "MUG", title: "Blue", price: { amount: 1890, currency: "EUR" }, available: true },
    { sku: "CUP", title: "Red", price: { amount: 1890, currency: "JPY" }, available: false },
  ],
};

test("prices are decimals in their currency's own units, and nothing ends the element", () => {
  const text = jsonLd(mug);
  expect(text).not.toContain("<");
  expect(JSON.parse(text)).toMatchObject({
    name: mug.title,
    image: ["https://shop.example/mug.jpg"],
    offers: [
      { price: "18.90", priceCurrency: "EUR", availability: "https://schema.org/InStock" },
      { price: "1890", priceCurrency: "JPY", availability: "https://schema.org/OutOfStock" },
    ],
  });
});

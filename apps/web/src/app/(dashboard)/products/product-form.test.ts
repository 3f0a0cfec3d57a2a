import { expect, test } from "vitest";
import { newVariant, productForm } from "./product-form.ts";

const typed = {
  title: "Mug",
  description: "",
  status: "active" as const,
  tags: " home, gift ,",
  variants: [{ ...newVariant, sku: "MUG", price: "12,5", stock: "7" }],
};

test("typed text becomes what the API takes", () => {
  expect(productForm("EUR").parse(typed)).toMatchObject({
    tags: ["home", "gift"],
    variants: [
      { sku: "MUG", title: "Default", price: { amount: 1250, currency: "EUR" }, stock: 7 },
    ],
  });
});

test("an amount fits its currency", () => {
  const yen = productForm("JPY").safeParse(typed);
  expect(yen.error?.issues[0]?.path).toEqual(["variants", 0, "price"]);
});

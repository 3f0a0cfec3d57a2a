import { CreateProduct, ProductStatus } from "@crossdock/api/schemas";
import { fromDecimal, toDecimal } from "@crossdock/core";
import type { Control, FieldErrors, UseFormRegister } from "react-hook-form";
import { z } from "zod";
import type { Outputs } from "../../../trpc/server.tsx";

export type Product = Outputs["products"]["get"];

const { title, description, tags, variants } = CreateProduct.shape;
const { sku, title: variantTitle } = variants.element.shape;

/** The form of a product: prices and stock are typed as text, tags as one line. */
export function productForm(currency: string) {
  return z.object({
    title,
    description: description.unwrap(),
    status: ProductStatus,
    tags: z
      .string()
      .transform((line) => line.split(",").map((tag) => tag.trim()))
      .transform((list) => list.filter((tag) => tag !== ""))
      .pipe(tags.unwrap()),
    variants: z
      .array(z.object({ sku, title: variantTitle.unwrap(), price: price(currency), stock }))
      .min(1, "A product needs at least one variant"),
  });
}

export type ProductForm = ReturnType<typeof productForm>;
export type ProductValues = z.input<ProductForm>;

/** What the parts of the form need of it. */
export type FormParts = {
  register: UseFormRegister<ProductValues>;
  control: Control<ProductValues, unknown, z.output<ProductForm>>;
  errors: FieldErrors<ProductValues>;
  /** For people whose role may look only. */
  readOnly?: boolean;
};

export const newVariant = { sku: "", title: "Default", price: "", stock: "0" };

export function toValues(product: Product): ProductValues {
  return {
    title: product.title,
    description: product.description,
    status: product.status,
    tags: product.tags.join(", "),
    variants: product.variants.map(({ sku, title, price, stock }) => ({
      sku,
      title,
      price: toDecimal(price.amount, price.currency),
      stock: String(stock),
    })),
  };
}

const stock = z
  .string()
  .trim()
  .regex(/^\d{1,9}$/, "Enter a whole number, 0 or more")
  .transform(Number);

function price(currency: string) {
  return z.string().transform((text, context) => {
    const amount = fromDecimal(text, currency);
    if (amount !== null) return { amount, currency };
    context.addIssue({ code: "custom", message: `Enter an amount of ${currency}, such as 19.90` });
    return z.NEVER;
  });
}

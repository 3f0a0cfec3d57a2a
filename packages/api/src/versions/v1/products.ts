import { Amount, Page } from "@crossdock/core";
import { z } from "zod";
import { CreateProduct, InCurrency, Product, UpdateProduct } from "../../products/schema.ts";

const { shape } = Product;
const variant = shape.variants.element.shape;

const VariantV1 = z
  .object({
    id: variant.id,
    sku: variant.sku,
    title: variant.title,
    price: Amount,
    currency: z.string().length(3),
    stock: variant.stock,
  })
  .meta({ id: "Variant" });

export const ProductV1 = z
  .object({
    id: shape.id,
    handle: shape.handle,
    title: shape.title,
    description: shape.description,
    status: shape.status,
    tags: shape.tags,
    externalId: shape.externalId,
    variants: z.array(VariantV1).max(100),
    metadata: shape.metadata,
    createdAt: shape.createdAt,
    updatedAt: shape.updatedAt,
  })
  .meta({ id: "Product" });
export type ProductV1 = z.infer<typeof ProductV1>;

export const ProductPageV1 = Page(ProductV1).meta({ id: "ProductPage" });

const created = CreateProduct.shape;
const newVariant = created.variants.element.shape;

export const CreateProductV1 = z
  .strictObject({
    title: created.title,
    handle: created.handle,
    description: created.description,
    status: created.status,
    tags: created.tags,
    externalId: created.externalId,
    variants: z
      .array(
        z.strictObject({
          sku: newVariant.sku,
          title: newVariant.title,
          price: Amount,
          currency: InCurrency,
          stock: newVariant.stock,
        }),
      )
      .min(1)
      .max(100),
    metadata: created.metadata,
  })
  .meta({ id: "CreateProduct" });

const updated = UpdateProduct.shape;
const variants = updated.variants.unwrap();

export const UpdateProductV1 = z
  .strictObject({
    id: updated.id,
    title: updated.title,
    handle: updated.handle,
    description: updated.description,
    status: updated.status,
    tags: updated.tags,
    externalId: updated.externalId,
    metadata: updated.metadata,
    variants: z
      .array(
        z.strictObject({
          sku: variants.element.shape.sku,
          title: variants.element.shape.title,
          price: Amount.optional(),
          currency: InCurrency,
        }),
      )
      .max(100)
      .optional()
      .describe("Variants to change or, with a price, to add; the others stay"),
  })
  .meta({ id: "UpdateProduct" });

export function createProduct({ variants, ...same }: z.output<typeof CreateProductV1>) {
  return {
    ...same,
    variants: variants.map(({ price: amount, currency, ...rest }) => ({
      ...rest,
      price: { amount, currency },
    })),
  };
}

// A currency without a price said nothing.
export function updateProduct({ variants, ...same }: z.output<typeof UpdateProductV1>) {
  return {
    ...same,
    variants: variants?.map(({ price: amount, currency, ...rest }) => ({
      ...rest,
      price: amount === undefined ? undefined : { amount, currency },
    })),
  };
}

export function toProductV1(product: Product): ProductV1 {
  return {
    id: product.id,
    handle: product.handle,
    title: product.title,
    description: product.description,
    status: product.status,
    tags: product.tags,
    externalId: product.externalId,
    variants: product.variants.map(toVariantV1),
    metadata: product.metadata,
    createdAt: product.createdAt,
    updatedAt: product.updatedAt,
  };
}

export function toVariantV1({ id, sku, title, price, stock }: Product["variants"][number]) {
  return { id, sku, title, price: price.amount, currency: price.currency, stock };
}

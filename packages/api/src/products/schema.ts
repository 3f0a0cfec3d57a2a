import { Amount, Currency, idPattern, Money, Page, pageQuery, Timestamp } from "@crossdock/core";
import { z } from "zod";
import { ExternalId, Metadata, MetadataPatch } from "../procedure/fields.ts";

export const ProductId = z.string().regex(idPattern("prd"));
export const ProductStatus = z.enum(["draft", "active", "archived"]);
export const Sku = z
  .string()
  .trim()
  .min(1)
  .max(64)
  .describe("Stock keeping unit, unique in the shop");
const Title = z.string().trim().min(1).max(255);
const Handle = z
  .string()
  .max(120)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "Use lower-case letters, digits and single hyphens")
  .describe("Name in addresses, such as larch-serving-board");
const Tags = z.array(z.string().trim().min(1).max(50)).max(50);
const Stock = z.int().min(0).max(1_000_000_000);

export const Variant = z
  .object({
    id: z.string().regex(idPattern("var")),
    sku: z.string().max(64),
    title: z.string().max(255),
    price: Money,
    stock: Stock.describe("What can be sold now: on the shelf minus reserved"),
  })
  .meta({ id: "Variant" });

export const ProductImageId = z.string().regex(idPattern("img"));
const Alt = z.string().trim().max(500);

export const ProductImage = z
  .object({
    id: ProductImageId,
    alt: z.string().max(500).describe("What it shows, for who does not see it"),
    width: z.int().min(1).describe("Of the largest, in pixels"),
    height: z.int().min(1),
    urls: z
      .array(z.object({ width: z.int().min(1), type: z.string().max(50), url: z.url().max(2048) }))
      .max(10)
      .describe("The same image in several widths; an address always leads to the same bytes"),
  })
  .meta({ id: "ProductImage" });

export const Product = z
  .object({
    id: ProductId,
    handle: z.string().max(120),
    title: z.string().max(255),
    description: z.string().max(10_000),
    status: ProductStatus,
    tags: z.array(z.string().max(50)).max(50),
    externalId: z.string().max(255).nullable(),
    variants: z.array(Variant).max(100),
    images: z.array(ProductImage).max(20),
    metadata: Metadata,
    createdAt: Timestamp,
    updatedAt: Timestamp,
  })
  .meta({ id: "Product" });
export type Product = z.infer<typeof Product>;

export const ProductPage = Page(Product).meta({ id: "ProductPage" });

export const InCurrency = Currency.optional().describe(
  "Currency of the prices; the shop's by default",
);

export const ListProducts = z.strictObject({
  ...pageQuery,
  status: ProductStatus.optional(),
  sku: z.string().max(64).optional().describe("Products with a variant of this SKU"),
  externalId: z.string().max(255).optional(),
  updatedAfter: z.iso.datetime({ offset: true }).max(35).optional(),
  q: z.string().trim().max(100).optional().describe("Words of the title, or a SKU"),
  currency: InCurrency,
});

export const GetProduct = z.strictObject({ id: ProductId, currency: InCurrency });

const Price = z
  .strictObject({ amount: Amount, currency: Currency.optional().describe("The shop's by default") })
  .meta({ id: "Price" });

const VariantInput = z.strictObject({
  sku: Sku,
  title: Title.default("Default"),
  price: Price,
  stock: Stock.default(0).describe("What is on the shelf at the start"),
});

export const CreateProduct = z
  .strictObject({
    title: Title,
    handle: Handle.optional().describe("Made from the title by default"),
    description: z.string().max(10_000).default(""),
    status: ProductStatus.exclude(["archived"]).default("draft"),
    tags: Tags.default([]),
    externalId: ExternalId.optional(),
    variants: z.array(VariantInput).min(1).max(100),
    metadata: Metadata.default({}),
  })
  .meta({ id: "CreateProduct" });
export type CreateProduct = z.infer<typeof CreateProduct>;

/** Merge patch (RFC 7396): members that are left out stay as they are. Variants are matched by SKU. */
export const UpdateProduct = z
  .strictObject({
    id: ProductId,
    title: Title.optional(),
    handle: Handle.optional(),
    description: z.string().max(10_000).optional(),
    status: ProductStatus.optional(),
    tags: Tags.optional(),
    externalId: ExternalId.nullable().optional(),
    metadata: MetadataPatch.optional(),
    variants: z
      .array(
        z.strictObject({
          sku: Sku,
          title: Title.optional(),
          price: Price.optional(),
        }),
      )
      .max(100)
      .optional()
      .describe("Variants to change or, with a price, to add; the others stay"),
  })
  .meta({ id: "UpdateProduct" });
export type UpdateProduct = z.infer<typeof UpdateProduct>;

/** Images of a product at the most. */
export const productImagesMax = 20;

export const AddProductImage = z
  .strictObject({
    id: ProductId,
    fileId: z.string().regex(idPattern("fil")).describe("A file that was completed"),
    alt: Alt.default(""),
  })
  .meta({ id: "AddProductImage" });

export const UpdateProductImage = z
  .strictObject({
    id: ProductId,
    imageId: ProductImageId,
    alt: Alt.optional(),
    position: z
      .int()
      .min(0)
      .max(productImagesMax - 1)
      .optional()
      .describe("0 is the first, which lists show"),
  })
  .meta({ id: "UpdateProductImage" });

export const RemoveProductImage = z.strictObject({ id: ProductId, imageId: ProductImageId });

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

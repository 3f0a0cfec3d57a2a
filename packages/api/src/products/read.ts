import { AppError } from "@crossdock/core";
import type { Tx } from "@crossdock/db";
import { namesOf } from "../files/image-names.ts";
import type { Services } from "../procedure/context.ts";
import type { Product } from "./schema.ts";

/** Runs a statement on the pool or in a transaction; addresses of images begin with `appUrl`. */
type Reader = {
  run(text: string, values: unknown[]): Promise<ProductRow[]>;
  appUrl: string;
};

type ProductRow = Omit<Product, "createdAt" | "updatedAt" | "variants" | "images"> & {
  images: ImageRow[] | null;
  createdAt: Date;
  updatedAt: Date;
  variants: VariantRow[] | null;
};

type ImageRow = Omit<Product["images"][number], "urls"> & { fileId: string; widths: number[] };

type Variant = Product["variants"][number];

/** `amount` is null where there is no price in the currency that was asked for. */
type VariantRow = Omit<Variant, "price"> & { price: { amount: number | null; currency: string } };

export type ProductFilter = {
  /** The shop's by default. */
  currency?: string;
  status?: string;
  sku?: string;
  externalId?: string;
  updatedAfter?: string;
  q?: string;
  /** Drafts and archived products are left out. */
  onlyActive?: boolean;
  /** The id that the page starts after. */
  after?: string;
  limit: number;
};

/** Reads on the pool by named statements: these are the busiest of the API. */
export function fromPool({ db, appUrl }: Pick<Services, "db" | "appUrl">): Reader {
  return {
    appUrl,
    run: (text, values) =>
      db.query(text === selectOne ? "product-get" : "product-list", text, values),
  };
}

export function fromTx({ db, services }: { db: Tx; services: Pick<Services, "appUrl"> }): Reader {
  return {
    appUrl: services.appUrl,
    run: (text, values) => db.$queryRawUnsafe(text, ...values),
  };
}

/**
 * The product with its prices in `currency`, the shop's by default, and what can be sold of each
 * variant now.
 * @throws AppError `not_found`; `currency_unavailable` where a variant has no price in it
 */
export async function readProduct(
  { run, appUrl }: Reader,
  id: string,
  { currency, onlyActive = false }: Pick<ProductFilter, "currency" | "onlyActive"> = {},
): Promise<Product> {
  const [row] = await run(selectOne, [currency ?? null, id, onlyActive]);
  if (!row) throw new AppError("not_found", { detail: `There is no product ${id}.` });
  const unpriced = row.variants?.find(({ price }) => price.amount === null);
  if (unpriced) throw noPriceIn(unpriced.price.currency);
  return toProduct(row, appUrl);
}

/** Products that have all their prices in `currency`, newest first; `limit + 1` at the most. */
export async function readProducts(
  { run, appUrl }: Reader,
  filter: ProductFilter,
): Promise<Product[]> {
  const { currency, status, sku, externalId, updatedAfter, q, after, limit } = filter;
  const { onlyActive = false } = filter;
  const values = [
    currency,
    status,
    sku,
    externalId,
    updatedAfter,
    q ? `%${escapeLike(q)}%` : null,
    after,
  ];
  const rows = await run(selectMany, [
    ...values.map((value) => value ?? null),
    limit + 1,
    onlyActive,
  ]);
  return rows.map((row) => toProduct(row, appUrl));
}

export function noPriceIn(currency: string): AppError {
  return new AppError("currency_unavailable", {
    detail: `There is no price in ${currency}. Leave currency out for the shop's own.`,
    data: { currency },
  });
}

/** The currency that every product has a price in. */
export async function shopCurrency(tx: Tx): Promise<string> {
  const shop = await tx.shop.findFirstOrThrow({ select: { currency: true } });
  return shop.currency;
}

function toProduct(
  { variants, images, createdAt, updatedAt, ...row }: ProductRow,
  appUrl: string,
): Product {
  return {
    ...row,
    variants: (variants ?? []).map((variant) => ({
      ...variant,
      price: { ...variant.price, amount: variant.price.amount ?? 0 },
    })),
    images: (images ?? []).map(({ fileId, widths, ...image }) => ({
      ...image,
      urls: namesOf(widths).map(({ name, ...rest }) => ({
        ...rest,
        url: `${appUrl}/files/${fileId}/${name}`,
      })),
    })),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}

const columns = `
  p.id, p.handle, p.title, p.description, p.status::text AS status, p.tags,
  p.external_id AS "externalId", p.metadata, p.created_at AS "createdAt", p.updated_at AS "updatedAt",
  (SELECT json_agg(json_build_object('id', v.id, 'sku', v.sku, 'title', v.title,
       'price', json_build_object('amount', r.amount, 'currency', want.currency),
       'stock', l.stocked - l.reserved) ORDER BY v.position)
   FROM variant v
   JOIN inventory_level l ON l.variant_id = v.id
   LEFT JOIN price r ON r.variant_id = v.id AND r.currency = want.currency
   WHERE v.product_id = p.id) AS variants,
  (SELECT json_agg(json_build_object('id', i.id, 'alt', i.alt, 'width', f.width,
       'height', f.height, 'fileId', f.id, 'widths', f.widths) ORDER BY i.position, i.id)
   FROM product_image i JOIN file f ON f.id = i.file_id
   WHERE i.product_id = p.id) AS images`;

const wanted = "product p CROSS JOIN (SELECT coalesce($1, currency) AS currency FROM shop) want";

const selectOne = `SELECT ${columns} FROM ${wanted} WHERE p.id = $2
  AND (p.status = 'active' OR NOT $3::boolean)`;

const selectMany = `
  SELECT ${columns} FROM ${wanted}
  WHERE ($2::text IS NULL OR p.status = $2::product_status)
    AND ($3::text IS NULL OR EXISTS (SELECT FROM variant v WHERE v.product_id = p.id AND v.sku = $3))
    AND ($4::text IS NULL OR p.external_id = $4)
    AND ($5::timestamptz IS NULL OR p.updated_at > $5)
    AND ($6::text IS NULL OR p.title ILIKE $6
      OR EXISTS (SELECT FROM variant v WHERE v.product_id = p.id AND v.sku ILIKE $6))
    AND ($7::text IS NULL OR p.id < $7)
    AND NOT EXISTS (SELECT FROM variant v WHERE v.product_id = p.id AND NOT EXISTS (
      SELECT FROM price r WHERE r.variant_id = v.id AND r.currency = want.currency))
    AND (p.status = 'active' OR NOT $9::boolean)
  ORDER BY p.id DESC LIMIT $8`;

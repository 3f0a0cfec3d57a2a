import { Amount, type AppError, invalidMember } from "@crossdock/core";
import type { QueryContext } from "../procedure/context.ts";
import { noPriceIn } from "../products/read.ts";
import { taxOn } from "../tax-rates/tax.ts";
import type { PreviewOrder } from "./schema.ts";

/** A line as it would be sold: what it costs, what tax is on it, what there is of it. */
type PricedLine = {
  variantId: string;
  position: number;
  sku: string;
  title: string;
  quantity: number;
  unitPrice: number;
  total: number;
  taxTotal: number;
  taxName: string | null;
  taxRatePpm: number;
  available: number;
};

export type PricedOrder = {
  currency: string;
  taxIncluded: boolean;
  lines: PricedLine[];
  subtotal: number;
  taxTotal: number;
  total: number;
};

/**
 * Prices what is asked for from the catalogue, with the tax of where it goes. The taxes of the lines
 * are rounded each, and add up to the order's.
 * @throws AppError `validation_failed` (unknown or inactive SKU, too much), `currency_unavailable`
 */
export async function priceOrder(
  { db }: { db: Pick<QueryContext["db"], "$queryRaw"> },
  asked: PreviewOrder,
): Promise<PricedOrder> {
  const rows = await sellable(db, asked);
  const lines = asked.lines.map(({ sku, quantity }, position) => {
    const row = rows.find((row) => row.sku === sku);
    if (row?.status !== "active") throw notForSale(sku, position);
    if (row.amount === null) throw noPriceIn(row.currency);
    const total = row.amount * quantity;
    const taxRatePpm = row.rate_ppm ?? 0;
    return {
      ...{ variantId: row.id, position, sku: row.sku, title: titleOf(row), quantity },
      ...{ unitPrice: row.amount, total, taxName: row.tax_name, taxRatePpm },
      // What is too much to be an amount is refused below.
      taxTotal: Number.isSafeInteger(total) ? taxOn(total, taxRatePpm, row.tax_included) : 0,
      available: row.available,
    };
  });
  const [first] = rows;
  const taxIncluded = first?.tax_included ?? false;
  const subtotal = lines.reduce((sum, { total }) => sum + total, 0);
  const taxTotal = lines.reduce((sum, line) => sum + line.taxTotal, 0);
  const total = taxIncluded ? subtotal : subtotal + taxTotal;
  if (!Amount.safeParse(total).success) throw tooMuch();
  return { currency: first?.currency ?? "", taxIncluded, lines, subtotal, taxTotal, total };
}

type SellableRow = {
  id: string;
  sku: string;
  title: string;
  product_title: string;
  status: string;
  amount: number | null;
  currency: string;
  tax_included: boolean;
  tax_name: string | null;
  rate_ppm: number | null;
  available: number;
};

// A region's own rate goes before its country's. Without an address it is the shop's own country.
function sellable(
  db: Pick<QueryContext["db"], "$queryRaw">,
  { lines, currency, shippingAddress }: PreviewOrder,
): Promise<SellableRow[]> {
  const skus = lines.map(({ sku }) => sku);
  const country = shippingAddress?.country ?? null;
  const region = shippingAddress?.region ?? null;
  return db.$queryRaw`
    SELECT v.id, v.sku, v.title, p.title AS product_title, p.status::text AS status,
      r.amount::float8 AS amount, want.currency, shop.tax_included, tax.name AS tax_name,
      tax.rate_ppm, l.stocked - l.reserved AS available
    FROM shop
    CROSS JOIN LATERAL (SELECT coalesce(${currency ?? null}::text, shop.currency) AS currency) want
    LEFT JOIN LATERAL (
      SELECT t.name, t.rate_ppm FROM tax_rate t
      WHERE t.country = coalesce(${country}::text, shop.country)
        AND (t.region IS NULL OR lower(t.region) = lower(${region}::text))
      ORDER BY t.region NULLS LAST LIMIT 1) tax ON true
    JOIN variant v ON v.sku = ANY(${skus})
    JOIN product p ON p.id = v.product_id
    JOIN inventory_level l ON l.variant_id = v.id
    LEFT JOIN price r ON r.variant_id = v.id AND r.currency = want.currency`;
}

function titleOf({ title, product_title }: SellableRow): string {
  return title === "Default" ? product_title : `${product_title}, ${title}`;
}

function notForSale(sku: string, position: number): AppError {
  const detail = `There is no SKU ${sku} for sale.`;
  const fix = "Send the SKU of a variant of an active product.";
  return invalidMember({ pointer: `#/lines/${position}/sku`, code: "not_for_sale", detail, fix });
}

function tooMuch(): AppError {
  const detail = "The order's total is more than can be paid at once.";
  const fix = "Place several smaller orders.";
  return invalidMember({ pointer: "#/lines", code: "too_big", detail, fix });
}

import type { QueryContext } from "../procedure/context.ts";
import { priceOrder } from "./price.ts";
import { taxRateOf } from "./render.ts";
import type { OrderPreview, PreviewOrder } from "./schema.ts";

/** What an order would cost, and whether there is enough; nothing is reserved by asking. */
export async function previewOrder(ctx: QueryContext, asked: PreviewOrder): Promise<OrderPreview> {
  const { lines, currency, subtotal, taxTotal, total, taxIncluded } = await priceOrder(ctx, asked);
  const money = (amount: number) => ({ amount, currency });
  const wanted = new Map<string, number>();
  for (const { sku, quantity } of lines) wanted.set(sku, (wanted.get(sku) ?? 0) + quantity);
  return {
    currency,
    subtotal: money(subtotal),
    discountTotal: money(0),
    shippingTotal: money(0),
    taxTotal: money(taxTotal),
    total: money(total),
    taxIncluded,
    inStock: lines.every(({ sku, available }) => available >= (wanted.get(sku) ?? 0)),
    lines: lines.map((line) => ({
      sku: line.sku,
      title: line.title,
      quantity: line.quantity,
      unitPrice: money(line.unitPrice),
      total: money(line.total),
      taxTotal: money(line.taxTotal),
      taxRate: taxRateOf(line),
      available: line.available,
    })),
  };
}

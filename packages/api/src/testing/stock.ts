import { eur } from "./eur.ts";
import type { TestProduct } from "./index.ts";

/** Puts a product of one variant on sale and returns its SKU. */
export async function sell(product: TestProduct, stock: number, price = 1000): Promise<string> {
  const sku = `SKU-${Math.random().toString(36).slice(2, 10)}`;
  await product.as().products.create({
    title: `Thing ${sku}`,
    status: "active",
    variants: [{ sku, price: eur(price), stock }],
  });
  return sku;
}

export async function levelOf(product: TestProduct, sku: string) {
  const { stocked, reserved, available } = await product.as().inventory.get({ sku });
  return { stocked, reserved, available };
}

/** The SKUs whose books are wrong: every level must be the sum of its movements and reservations. */
export async function wrongLevels(product: TestProduct): Promise<unknown[]> {
  return product.db.query(
    "wrong-levels",
    `SELECT * FROM (
       SELECT v.sku, l.stocked, l.reserved,
         (SELECT coalesce(sum(delta), 0) FROM stock_movement m WHERE m.variant_id = v.id) AS moved,
         (SELECT coalesce(sum(quantity), 0) FROM stock_reservation r
           WHERE r.variant_id = v.id AND r.status = 'active') AS promised
       FROM inventory_level l JOIN variant v ON v.id = l.variant_id) AS level
     WHERE stocked <> moved OR reserved <> promised OR reserved < 0 OR reserved > stocked`,
    [],
  );
}

import { cloneTemplate, startTestServer } from "@crossdock/db/test-server";
import { Pool } from "pg";

export const productCount = 2000;
export const variantCount = productCount * 3;

export type BenchDatabase = { url: string; pool: Pool; close(): Promise<void> };

/**
 * A migrated database on a throwaway PostgreSQL. Its commits do not wait for a disk, which leaves
 * the servers' own work to measure.
 */
export async function openBenchDatabase(): Promise<BenchDatabase> {
  const server = await startTestServer();
  const { url } = await cloneTemplate(server.url);
  const pool = new Pool({ connectionString: url, max: 2 });
  return {
    url,
    pool,
    async close() {
      await pool.end();
      await server.stop();
    },
  };
}

export function productId(index: number): string {
  return `prd_${String(index).padStart(26, "0")}`;
}

export function skuOf(index: number): string {
  return `BENCH-${index}`;
}

/** Makes the products with prices in the shop's currency and stock for every order to come. */
export async function fillDatabase(pool: Pool): Promise<void> {
  await pool.query(products, [productCount]);
  await pool.query(variants, [productCount, variantCount / productCount]);
  await pool.query("INSERT INTO price SELECT v.id, s.currency, 1890 FROM variant v, shop s");
  await pool.query(
    "INSERT INTO inventory_level (variant_id, stocked, updated_at) SELECT id, 100000000, now() FROM variant",
  );
  await pool.query("ANALYZE");
}

const products = `
  INSERT INTO product (id, handle, title, description, status, tags, metadata, created_at, updated_at)
  SELECT 'prd_' || lpad(i::text, 26, '0'), 'product-' || i, 'Larch Serving Board, No. ' || i,
    'Cut from one piece of larch and oiled by hand. No two look the same.', 'active',
    ARRAY['kitchen', 'wood'], '{"supplier": "north"}', now(), now()
  FROM generate_series(0, $1 - 1) i`;

const variants = `
  INSERT INTO variant (id, product_id, sku, title, position)
  SELECT 'var_' || lpad((i * $2 + n)::text, 26, '0'), 'prd_' || lpad(i::text, 26, '0'),
    'BENCH-' || i * $2 + n, 'Size ' || n, n
  FROM generate_series(0, $1 - 1) i, generate_series(0, $2 - 1) n`;

import type { Pool } from "pg";

/** The product with its variants, prices and stock, as one prepared statement gives it. */
export async function readProduct(pool: Pool, id: string): Promise<object | undefined> {
  const { rows } = await pool.query({ name: "product", text: select, values: [id] });
  return rows[0];
}

const select = `
  SELECT p.id, p.handle, p.title, p.description, p.status, p.tags, p.external_id AS "externalId",
    (SELECT json_agg(json_build_object('id', v.id, 'sku', v.sku, 'title', v.title,
       'price', json_build_object('amount', r.amount, 'currency', r.currency),
       'stock', l.stocked - l.reserved) ORDER BY v.position)
     FROM variant v
     JOIN price r ON r.variant_id = v.id AND r.currency = s.currency
     JOIN inventory_level l ON l.variant_id = v.id
     WHERE v.product_id = p.id) AS variants,
    p.metadata, p.created_at AS "createdAt", p.updated_at AS "updatedAt"
  FROM product p, shop s WHERE p.id = $1`;

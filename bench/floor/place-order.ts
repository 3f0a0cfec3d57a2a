import { createHash } from "node:crypto";
import type { Pool, PoolClient } from "pg";
import { orderSql } from "./order-sql.ts";

type Asked = { email: string; lines: { sku: string; quantity: number }[] };

type Sellable = { id: string; sku: string; title: string; amount: string; currency: string };

/** Places an order in one transaction with all that must come with it; null where it cannot be. */
export async function placeOrder(pool: Pool, asked: Asked, key: string): Promise<object | null> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    const order = await write(client, asked, key);
    await client.query(order ? "COMMIT" : "ROLLBACK");
    return order;
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  } finally {
    client.release();
  }
}

async function write(client: PoolClient, asked: Asked, key: string): Promise<object | null> {
  const run = (name: keyof typeof orderSql, values: unknown[]) =>
    client.query({ name, text: orderSql[name], values });
  const now = new Date();
  const fingerprint = createHash("sha256").update(JSON.stringify(asked)).digest("hex");
  if ((await run("claimKey", [key, fingerprint, now])).rowCount === 0) return null;

  const skus = asked.lines.map(({ sku }) => sku);
  const sellable: Sellable[] = (await run("findSellable", [skus])).rows;
  const lines = asked.lines.flatMap(({ sku, quantity }) => {
    const found = sellable.find((row) => row.sku === sku);
    if (!found) return [];
    const unitPrice = Number(found.amount);
    const { id: variantId, title } = found;
    return [
      { id: newId("itm"), variantId, sku, title, quantity, unitPrice, total: unitPrice * quantity },
    ];
  });
  if (lines.length < asked.lines.length) return null;
  const total = lines.reduce((sum, line) => sum + line.total, 0);
  const currency = sellable[0]?.currency;
  const expires = new Date(now.getTime() + 7 * 86_400_000);

  const customer = (await run("upsertCustomer", [newId("cus"), asked.email, now])).rows[0];
  const id = newId("ord");
  const inserted = await run("insertOrder", [
    id,
    customer.id,
    asked.email,
    currency,
    total,
    expires,
    now,
  ]);
  const column = (name: keyof (typeof lines)[number]) => lines.map((line) => line[name]);
  await run("insertItems", [
    ...[id, column("id"), column("variantId"), column("sku"), column("title")],
    ...[column("quantity"), column("unitPrice"), column("total")],
  ]);
  const paymentId = newId("pay");
  await run("insertPayment", [paymentId, id, currency, total, now]);

  await run("lockStock", [column("variantId")]);
  const reserved = await run("reserveStock", [column("variantId"), column("quantity"), now]);
  if (reserved.rowCount !== lines.length) return null;
  const reservations = lines.map(() => newId("rsv"));
  await run("insertReservations", [id, reservations, column("variantId"), column("quantity"), now]);

  const money = (amount: number) => ({ amount, currency });
  const order = {
    id,
    number: inserted.rows[0].number,
    status: "pending",
    paymentStatus: "unpaid",
    fulfillmentStatus: "unfulfilled",
    email: asked.email,
    customerId: customer.id,
    currency,
    subtotal: money(total),
    discountTotal: money(0),
    shippingTotal: money(0),
    taxTotal: money(0),
    total: money(total),
    taxIncluded: true,
    lines: lines.map(({ variantId: _, unitPrice, total, ...line }) => ({
      ...line,
      unitPrice: money(unitPrice),
      total: money(total),
    })),
    payments: [
      {
        id: paymentId,
        provider: "manual",
        status: "created",
        amount: money(total),
        action: null,
      },
    ],
    externalId: null,
    metadata: {},
    createdAt: now,
    updatedAt: now,
  };
  const answer = JSON.stringify(order);
  const tell = (type: string, objectId: string, object: string) =>
    run("insertEvent", [newId("evt"), type, objectId, object, newId("req"), now]);
  await tell("order.created", id, answer);
  if (customer.fresh) await tell("customer.created", customer.id, JSON.stringify(customer));
  await run("insertAudit", [newId("aud"), id, newId("req"), now]);
  await run("keepAnswer", [key, answer]);
  return order;
}

let count = 0;

/** Of the length and the letters of a real id, and in the order of creation like one. */
function newId(prefix: string): string {
  return `${prefix}_0${Date.now()}${String(count++).padStart(12, "0")}`;
}

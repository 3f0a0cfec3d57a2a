import { deepEqual } from "node:assert/strict";
import { randomInt, randomUUID } from "node:crypto";
import type { Request } from "autocannon";
import type { Pool } from "pg";
import { skuOf, variantCount } from "./database.ts";
import type { Scenario } from "./scenario.ts";
import { ask, type Server } from "./server.ts";

export const orderPlace: Scenario = {
  title: "POST /orders with two lines",
  target: 0.15,
  connections: 16,
  next: place,
  async verifyBefore(ours, floor, pool) {
    const byOurs = await trace(ours, pool);
    deepEqual(byOurs, await trace(floor, pool));
  },
  async verifyAfter({ answered, unanswered }, pool) {
    const written = (await countRows(pool)).order ?? 0;
    // Two more came before the rounds, and what a round's end cut off was written too.
    if (written < answered + 2 || written > answered + 2 + unanswered)
      throw new Error(`${answered} orders were answered, ${written} written.`);
  },
};

/** The shape of one order's answer, and how many rows it left in each table. */
async function trace(server: Server, pool: Pool) {
  const before = await countRows(pool);
  const shape = shapeOf(await ask(server, place(), 201));
  const after = await countRows(pool);
  const added = tables.map((table) => [table, (after[table] ?? 0) - (before[table] ?? 0)]);
  return { shape, added };
}

function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== "object" || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shapeOf(member)]));
}

async function countRows(pool: Pool): Promise<Record<string, number>> {
  const counts = tables.map((table) => `(SELECT count(*)::int FROM "${table}") AS "${table}"`);
  const { rows } = await pool.query(`SELECT ${counts.join(", ")}`);
  return rows[0];
}

function place(): Request {
  const first = randomInt(variantCount);
  const lines = [
    { sku: skuOf(first), quantity: 1 },
    { sku: skuOf((first + 1 + randomInt(variantCount - 1)) % variantCount), quantity: 2 },
  ];
  return {
    method: "POST",
    path: "/orders",
    headers: { "content-type": "application/json", "idempotency-key": randomUUID() },
    body: JSON.stringify({ email: `buyer-${randomInt(5000)}@example.com`, lines }),
  };
}

/** What an order writes, beside the stock that it counts up. */
const tables = [
  "audit_entry",
  "customer",
  "event",
  "idempotency_key",
  "order",
  "order_item",
  "payment",
  "stock_reservation",
];

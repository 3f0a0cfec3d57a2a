import { deepEqual, equal, ok } from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { Request } from "autocannon";
import type { Pool } from "pg";
import { productCount, productId, skuOf, variantsPerProduct } from "./database.ts";
import type { ServerProcess } from "./processes.ts";
import type { Result } from "./rounds.ts";

/** One kind of request, sent to both servers. */
export type Scenario = {
  title: string;
  /** The least share of the floor's requests a second that counts as reached. */
  target: number;
  connections: number;
  /** The next request: no two in a row ask for the same. */
  next(): Request;
  /** Fails where the two servers do not do the same. */
  verifyBefore(ours: ServerProcess, floor: ServerProcess, pool: Pool): Promise<void>;
  /** Fails where the database does not hold what was answered. */
  verifyAfter(result: Result, pool: Pool): Promise<void>;
};

let turn = 0;

export const productGet: Scenario = {
  title: "GET /api/v1/products/{id}",
  target: 0.35,
  connections: 32,
  // 7 and the count have no common factor: every product has its turn.
  next: () => ({ method: "GET", path: `/api/v1/products/${productId((turn++ * 7) % productCount)}` }),
  async verifyBefore(ours, floor) {
    for (const index of [0, productCount - 1]) {
      const request: Request = { method: "GET", path: `/api/v1/products/${productId(index)}` };
      deepEqual(await ask(ours, request, 200), await ask(floor, request, 200));
    }
  },
  verifyAfter: async () => {},
};

export const orderPlace: Scenario = {
  title: "POST /api/v1/orders with two lines",
  target: 0.15,
  connections: 16,
  next: newOrder,
  async verifyBefore(ours, floor, pool) {
    const [none, byOurs, byBoth] = [
      await countRows(pool),
      await ask(ours, newOrder(), 201).then(async (order) => ({ order, rows: await countRows(pool) })),
      await ask(floor, newOrder(), 201).then(async (order) => ({ order, rows: await countRows(pool) })),
    ];
    deepEqual(shapeOf(byOurs.order), shapeOf(byBoth.order));
    deepEqual(minus(byOurs.rows, none), minus(byBoth.rows, byOurs.rows));
  },
  async verifyAfter({ answered, unanswered }, pool) {
    // Two came from the comparison before.
    const written = (await countRows(pool)).order - 2;
    ok(written >= answered && written <= answered + unanswered, `${written} orders, ${answered} answers`);
  },
};

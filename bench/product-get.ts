import { deepEqual } from "node:assert/strict";
import type { Request } from "autocannon";
import { productCount, productId } from "./database.ts";
import type { Scenario } from "./scenario.ts";
import { ask } from "./server.ts";

export const productGet: Scenario = {
  title: "GET /products/{id}",
  target: 0.6,
  connections: 32,
  // A prime step leads through all products, far from the one before.
  next: () => get((turn++ * 7919) % productCount),
  async verifyBefore(ours, floor) {
    for (const index of [0, productCount - 1]) {
      deepEqual(await ask(ours, get(index), 200), await ask(floor, get(index), 200));
    }
  },
  verifyAfter: async () => {},
};

/** The same in an older version, whose differences may cost 15 %, beside the newest. */
export const productGetOlder: Scenario = {
  ...productGet,
  title: "GET /products/{id} in v1 and v2",
  target: 1 / 1.15,
  async verifyBefore(v1, v2) {
    const { variants, ...same } = await ask(v2, get(0), 200);
    const old = (variants as Variant[]).map(({ price, stock, ...rest }) => ({
      ...rest,
      price: price.amount,
      currency: price.currency,
      stock,
    }));
    deepEqual(await ask(v1, get(0), 200), { ...same, variants: old });
  },
};

type Variant = { price: { amount: number; currency: string }; stock: number };

let turn = 0;

function get(index: number): Request {
  return { method: "GET", path: `/products/${productId(index)}` };
}

import { deepEqual } from "node:assert/strict";
import type { Request } from "autocannon";
import { productCount, productId } from "./database.ts";
import { ask, type Scenario } from "./scenario.ts";

export const productGet: Scenario = {
  title: "GET /api/v1/products/{id}",
  target: 0.35,
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

let turn = 0;

function get(index: number): Request {
  return { method: "GET", path: `/api/v1/products/${productId(index)}` };
}

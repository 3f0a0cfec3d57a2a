import { afterAll, beforeAll, expect, test } from "vitest";
import {
  createTestProduct,
  levelOf,
  outcomeOf,
  sell,
  type TestProduct,
  tally,
  wrongLevels,
} from "../testing/index.ts";

let product: TestProduct;
beforeAll(async () => {
  product = await createTestProduct();
});
afterAll(() => product.close());

function order(buyer: string, lines: { sku: string; quantity: number }[]) {
  return product.as().orders.create({ email: `${buyer}@example.com`, lines });
}

test("200 buyers at once get exactly the 10 units that there are", {
  timeout: 60_000,
}, async () => {
  const sku = await sell(product, 10);
  const buyers = Array.from({ length: 200 }, (_, index) => `buyer-${index}`);
  const outcomes = await Promise.all(
    buyers.map((buyer) => outcomeOf(order(buyer, [{ sku, quantity: 1 }]))),
  );
  expect(tally(outcomes)).toEqual({ ok: 10, out_of_stock: 190 });
  expect(await levelOf(product, sku)).toEqual({ stocked: 10, reserved: 10, available: 0 });
  const sold = await product.db.prisma.orderItem.findMany({ where: { sku } });
  expect(sold).toHaveLength(10);
  expect(await wrongLevels(product)).toEqual([]);
});

test("baskets that name the same SKUs in opposite order do not deadlock", async () => {
  const [one, other] = [await sell(product, 1000), await sell(product, 1000)];
  const basket = [
    { sku: one, quantity: 1 },
    { sku: other, quantity: 1 },
  ];
  const deadlocksBefore = await deadlocks();
  const outcomes = await Promise.all(
    Array.from({ length: 60 }, (_, index) =>
      outcomeOf(order(`basket-${index}`, index % 2 === 0 ? basket : basket.toReversed())),
    ),
  );
  expect(tally(outcomes)).toEqual({ ok: 60 });
  expect(await deadlocks()).toBe(deadlocksBefore);
  expect((await levelOf(product, one)).reserved).toBe(60);
  expect((await levelOf(product, other)).reserved).toBe(60);
});

test("a basket that lacks one thing reserves nothing of the others", async () => {
  const [plenty, short] = [await sell(product, 5), await sell(product, 1)];
  const lines = [
    { sku: plenty, quantity: 1 },
    { sku: short, quantity: 2 },
  ];
  await expect(order("short", lines)).rejects.toMatchObject({
    cause: { code: "out_of_stock", data: { sku: short, requested: 2, available: 1 } },
  });
  expect(await levelOf(product, plenty)).toEqual({ stocked: 5, reserved: 0, available: 5 });
  expect(await product.db.prisma.order.count({ where: { email: "short@example.com" } })).toBe(0);
});

test("canceling twice at once gives the stock back once", async () => {
  const sku = await sell(product, 3);
  const { id } = await order("twice", [{ sku, quantity: 2 }]);
  const outcomes = await Promise.all(
    Array.from({ length: 8 }, () => outcomeOf(product.as().orders.cancel({ id }))),
  );
  expect(tally(outcomes)).toEqual({ ok: 1, transition_invalid: 7 });
  expect(await levelOf(product, sku)).toEqual({ stocked: 3, reserved: 0, available: 3 });
  expect(await wrongLevels(product)).toEqual([]);
});

async function deadlocks(): Promise<number> {
  // Statistics are written when a backend is idle: asking for the flush makes them current.
  const [row] = await product.db.query<{ deadlocks: number }>(
    "deadlocks",
    `SELECT deadlocks::int FROM pg_stat_database, pg_stat_force_next_flush()
     WHERE datname = current_database()`,
    [],
  );
  return row?.deadlocks ?? 0;
}

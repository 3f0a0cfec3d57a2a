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

test("counting the shelf notes the difference and tells of it", async () => {
  const sku = await sell(product, 10);
  expect(await product.as().inventory.set({ sku, stocked: 7 })).toMatchObject({
    sku,
    stocked: 7,
    reserved: 0,
    available: 7,
  });
  const { id } = await product.db.prisma.variant.findUniqueOrThrow({ where: { sku } });
  const movements = await product.db.prisma.stockMovement.findMany({
    where: { variantId: id },
    orderBy: { id: "asc" },
  });
  expect(movements).toMatchObject([
    { delta: 10, reason: "receive" },
    { delta: -3, reason: "adjust" },
  ]);
  const events = await product.as().events.list({ objectId: id });
  expect(events.data).toMatchObject([
    { type: "inventory.updated", data: { object: { id, sku, stocked: 7 } } },
  ]);
});

test("a count that changes nothing moves nothing", async () => {
  const sku = await sell(product, 4);
  await product.as().inventory.set({ sku, stocked: 4 });
  const { id } = await product.db.prisma.variant.findUniqueOrThrow({ where: { sku } });
  expect(await product.db.prisma.stockMovement.count({ where: { variantId: id } })).toBe(1);
  expect((await product.as().events.list({ objectId: id })).data).toEqual([]);
});

test("no count goes below what orders have reserved", async () => {
  const sku = await sell(product, 5);
  await product.as().orders.create({ email: "a@example.com", lines: [{ sku, quantity: 3 }] });
  await expect(product.as().inventory.set({ sku, stocked: 2 })).rejects.toMatchObject({
    cause: { code: "conflict", data: { sku, reserved: 3 } },
  });
  expect(await outcomeOf(product.as().inventory.set({ sku, stocked: 3 }))).toBe("ok");
  expect(await levelOf(product, sku)).toEqual({ stocked: 3, reserved: 3, available: 0 });
});

test("counts and orders at the same time leave the books right", async () => {
  const sku = await sell(product, 20);
  const lines = [{ sku, quantity: 1 }];
  const counts = Array.from({ length: 12 }, (_, index) =>
    product.as().inventory.set({ sku, stocked: 20 + index }),
  );
  const orders = Array.from({ length: 12 }, (_, index) =>
    product.as().orders.create({ email: `b${index}@example.com`, lines }),
  );
  const outcomes = await Promise.all([...counts, ...orders].map(outcomeOf));
  expect(tally(outcomes)).toEqual({ ok: 24 });
  expect((await levelOf(product, sku)).reserved).toBe(12);
  expect(await wrongLevels(product)).toEqual([]);
});

test("there is no stock of an unknown SKU", async () => {
  expect(await outcomeOf(product.as().inventory.get({ sku: "NONE" }))).toBe("not_found");
  expect(await outcomeOf(product.as().inventory.set({ sku: "NONE", stocked: 1 }))).toBe(
    "not_found",
  );
});

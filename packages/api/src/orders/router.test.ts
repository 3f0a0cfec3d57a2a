import { afterAll, beforeAll, expect, test } from "vitest";
import {
  createTestProduct,
  eur,
  keyOf,
  levelOf as readLevel,
  sell as shelve,
  type TestProduct,
} from "../testing/index.ts";

let product: TestProduct;
beforeAll(async () => {
  product = await createTestProduct();
});
afterAll(() => product.close());

const sell = (stock: number, price?: number) => shelve(product, stock, price);
const levelOf = (sku: string) => readLevel(product, sku);

test("an order is priced from the catalogue and reserves its stock", async () => {
  const [mug, board] = [await sell(10, 1890), await sell(5, 4500)];
  const order = await product.as().orders.create({
    email: "Zoe@Example.com",
    lines: [
      { sku: mug, quantity: 2 },
      { sku: board, quantity: 1 },
    ],
  });
  expect(order).toMatchObject({
    status: "pending",
    paymentStatus: "unpaid",
    email: "zoe@example.com",
    subtotal: eur(8280),
    total: eur(8280),
    lines: [
      { sku: mug, quantity: 2, unitPrice: eur(1890), total: eur(3780) },
      { sku: board, quantity: 1, unitPrice: eur(4500), total: eur(4500) },
    ],
    payments: [{ provider: "manual", status: "created", amount: eur(8280), action: null }],
  });
  expect(await levelOf(mug)).toEqual({ stocked: 10, reserved: 2, available: 8 });
});

test("lines of one SKU are counted together against its stock", async () => {
  const sku = await sell(3);
  const lines = [
    { sku, quantity: 2 },
    { sku, quantity: 2 },
  ];
  await expect(product.as().orders.create({ email: "a@example.com", lines })).rejects.toMatchObject(
    {
      cause: { code: "out_of_stock", data: { sku, requested: 4, available: 3 } },
    },
  );
  expect(await levelOf(sku)).toEqual({ stocked: 3, reserved: 0, available: 3 });
});

test("a manual payment confirms, shipping completes and takes the stock off the shelf", async () => {
  const sku = await sell(4);
  const shop = product.as();
  const placed = await shop.orders.create({
    email: "b@example.com",
    lines: [{ sku, quantity: 3 }],
  });
  const paymentId = placed.payments[0]?.id ?? "";
  expect(await shop.payments.markPaid({ id: paymentId })).toMatchObject({ status: "captured" });
  expect(await shop.orders.get({ id: placed.id })).toMatchObject({
    status: "confirmed",
    paymentStatus: "paid",
  });
  await shop.fulfillments.create({ orderId: placed.id, trackingNumber: "T1" });
  expect(await shop.orders.get({ id: placed.id })).toMatchObject({
    status: "completed",
    fulfillmentStatus: "fulfilled",
  });
  expect(await levelOf(sku)).toEqual({ stocked: 1, reserved: 0, available: 1 });
  await product.runJobs();
  const mails = await shop.notifications.list({ to: "b@example.com" });
  expect(mails.data).toMatchObject([
    { template: "order-shipped", status: "kept" },
    { template: "order-confirmed", status: "kept" },
  ]);
});

test("a canceled order gives its stock back, and what is final stays so", async () => {
  const sku = await sell(2);
  const { id } = await product
    .as()
    .orders.create({ email: "c@example.com", lines: [{ sku, quantity: 2 }] });
  expect(await product.as().orders.cancel({ id })).toMatchObject({ status: "canceled" });
  expect(await levelOf(sku)).toEqual({ stocked: 2, reserved: 0, available: 2 });
  await expect(product.as().orders.cancel({ id })).rejects.toMatchObject({
    cause: { code: "transition_invalid", data: { from: "canceled", to: "canceled", allowed: [] } },
  });
});

test("another partner's order is not there", async () => {
  const sku = await sell(2);
  const [one, other] = await Promise.all([
    product.as().partners.create({ name: `One ${sku}` }),
    product.as().partners.create({ name: `Other ${sku}` }),
  ]);
  const mine = product.as(keyOf(one.id));
  const { id } = await mine.orders.create({
    email: "d@example.com",
    lines: [{ sku, quantity: 1 }],
  });
  expect((await mine.orders.get({ id })).id).toBe(id);
  const theirs = product.as(keyOf(other.id));
  await expect(theirs.orders.get({ id })).rejects.toMatchObject({ cause: { code: "not_found" } });
  await expect(theirs.orders.cancel({ id })).rejects.toMatchObject({
    cause: { code: "not_found" },
  });
  expect((await theirs.orders.list({})).data).toEqual([]);
});

test("an unpaid order expires", async () => {
  const sku = await sell(1);
  const { id } = await product
    .as()
    .orders.create({ email: "e@example.com", lines: [{ sku, quantity: 1 }] });
  const later = new Date(product.clock.now().getTime() + 8 * 86_400_000);
  product.clock.set(later);
  await product.services.jobs.enqueue("expire-orders", {});
  await product.runJobs();
  expect(await product.as().orders.get({ id })).toMatchObject({ status: "canceled" });
  expect((await levelOf(sku)).available).toBe(1);
});

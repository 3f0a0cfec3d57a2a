import { afterAll, beforeAll, expect, test } from "vitest";
import {
  createTestProduct,
  eur,
  outcomeOf,
  rollUp,
  sell,
  type TestProduct,
  userOf,
  wrongLevels,
} from "../testing/index.ts";

let product: TestProduct;
beforeAll(async () => {
  product = await createTestProduct();
  product.clock.set(new Date("2026-05-20T10:00:00Z"));
});
afterAll(() => product.close());

const pass = (hours: number) =>
  product.clock.set(new Date(product.clock.now().getTime() + hours * 3_600_000));

async function place(sku: string, seeding = false) {
  const caller = product.as(undefined, seeding ? { transport: "seed" } : {});
  const order = await caller.orders.create({
    email: seeding ? "seed@example.com" : "real@example.com",
    lines: [{ sku, quantity: 1 }],
  });
  return { id: order.id, paymentId: order.payments[0]?.id ?? "" };
}

test("the overview counts what was sold, asked and called, by UTC day", async () => {
  const sku = await sell(product, 3);
  const { payments, orders, inquiries, shop, fulfillments } = product.as();
  const yesterday = await place(sku);
  await payments.markPaid({ id: yesterday.paymentId });
  await fulfillments.create({ orderId: yesterday.id });
  pass(24);
  const today = await place(sku);
  await payments.markPaid({ id: today.paymentId });
  const canceled = await place(sku);
  await inquiries.create({ name: "A", email: "a@example.com", message: "?" });
  expect(await shop.overview({})).toMatchObject({ lowStock: 1, firstCallAt: null });
  await orders.cancel({ id: canceled.id });
  const at = product.clock.now();
  for (const status of [200, 201, 404, 503]) await rollUp(product.db, { at, status });
  await rollUp(product.db, { at, transport: "trpc" });
  const overview = await shop.overview({});
  expect(overview).toMatchObject({
    ordersToday: 2,
    ordersOpen: 1,
    lowStock: 0,
    openInquiries: 1,
    requestsToday: 4,
    failedRequestsToday: 2,
    firstCallAt: product.clock.now().toISOString(),
    revenue: { currency: "EUR", today: 1000, last30Days: 2000 },
  });
  expect(overview.revenue.byDay).toHaveLength(30);
  expect(overview.revenue.byDay.slice(-3)).toEqual([
    { day: "2026-05-19", amount: 0, orders: 0 },
    { day: "2026-05-20", amount: 1000, orders: 1 },
    { day: "2026-05-21", amount: 1000, orders: 1 },
  ]);
});

test("settings are changed by those who may", async () => {
  const { shop } = product.as();
  expect(await shop.update({ name: "Pier 4" })).toMatchObject({ name: "Pier 4", currency: "EUR" });
  expect(await outcomeOf(product.as(userOf("viewer")).shop.update({ name: "x" }))).toBe(
    "forbidden",
  );
  expect(await outcomeOf(shop.removeDemo({ name: "x", currency: "EUR" }))).toBe("conflict");
});

test("removing the demo removes what the seed made and nothing made by hand", async () => {
  await product.db.prisma.shop.update({ where: { id: 1 }, data: { demo: true } });
  const seed = product.as(undefined, { transport: "seed" });
  const { products, partners, customers, inquiries, orders, shop } = product.as();
  const demo = await seed.products.create({
    title: "Demo",
    status: "active",
    variants: [{ sku: "DEMO", price: eur(500), stock: 9 }],
  });
  const [empty, kept] = [
    await seed.partners.create({ name: "Demo partner" }),
    await seed.partners.create({ name: "Demo partner in use" }),
  ];
  const demoOrder = await place("DEMO", true);
  await seed.inquiries.create({ name: "Demo", email: "d@example.com", message: "?" });
  await seed.customers.create({ email: "lonely@example.com" });
  const key = await product
    .as()
    .keys.create({ name: "k", partnerId: kept.id, scopes: ["orders:read"] });
  const mine = await sell(product, 5);
  const realOrder = await place("DEMO");
  const mineBefore = await products.list({ sku: mine });
  const countOf = { inquiries: (await inquiries.list({})).data.length };

  expect(await shop.removeDemo({ name: "My shop", currency: "EUR" })).toMatchObject({
    name: "My shop",
    demo: false,
  });

  expect(await outcomeOf(products.get({ id: demo.id }))).toBe("not_found");
  expect(await outcomeOf(orders.get({ id: demoOrder.id }))).toBe("not_found");
  expect(await outcomeOf(partners.get({ id: empty.id }))).toBe("not_found");
  expect((await customers.list({ email: "seed@example.com" })).data).toEqual([]);
  expect((await customers.list({ email: "lonely@example.com" })).data).toEqual([]);
  expect((await inquiries.list({})).data).toHaveLength(countOf.inquiries - 1);
  expect((await product.as().events.list({ objectId: demo.id })).data).toEqual([]);

  expect(await products.list({ sku: mine })).toEqual(mineBefore);
  expect(await partners.get({ id: kept.id })).toMatchObject({ name: "Demo partner in use" });
  expect((await product.as().keys.list({ partnerId: kept.id })).data).toMatchObject([
    { id: key.id },
  ]);
  expect(await orders.get({ id: realOrder.id })).toMatchObject({
    status: "pending",
    lines: [{ sku: "DEMO", quantity: 1 }],
  });
  expect(await orders.cancel({ id: realOrder.id })).toMatchObject({ status: "canceled" });
  expect((await customers.list({ email: "real@example.com" })).data).toHaveLength(1);
  expect(await wrongLevels(product)).toEqual([]);
});

test("the currency stays while a product made by hand has no price in another one", async () => {
  const { shop, products } = product.as();
  await product.db.prisma.shop.update({ where: { id: 1 }, data: { demo: true } });
  const change = { name: "Dollar shop", currency: "USD" };
  await expect(shop.removeDemo(change)).rejects.toMatchObject({
    cause: { code: "conflict", data: { currency: "USD" } },
  });
  const { data } = await products.list({ limit: 100 });
  for (const { id, variants } of data) {
    const prices = variants.map(({ sku }) => ({ sku, price: { amount: 1, currency: "USD" } }));
    await products.update({ id, variants: prices });
  }
  expect(await shop.removeDemo(change)).toMatchObject({ currency: "USD" });
  expect((await products.list({ limit: 100 })).data).toHaveLength(data.length);
});

import { type FakeProviders, startFakeProviders } from "@crossdock/fake-providers";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  connectorsWith,
  createTestProduct,
  eur,
  outcomeOf,
  sell,
  type TestProduct,
} from "../testing/index.ts";

let fake: FakeProviders;
let product: TestProduct;
beforeAll(async () => {
  fake = await startFakeProviders({ now: () => product.clock.now() });
  product = await createTestProduct({
    connectors: connectorsWith({ STRIPE_SECRET_KEY: "sk_test_fake", STRIPE_API_BASE: fake.url }),
  });
});
afterAll(async () => {
  await product.close();
  await fake.close();
});
beforeEach(() => {
  fake.stripe.requests.length = 0;
  fake.faults.clear();
});

async function place(key?: string) {
  const sku = await sell(product, 50);
  const idempotency = key === undefined ? undefined : { key, fingerprint: key };
  const place = () =>
    product.as(undefined, { idempotency }).orders.create({
      email: "s@example.com",
      lines: [{ sku, quantity: 2 }],
      payment: { provider: "stripe", returnUrl: "https://shop.example/thanks" },
    });
  return { sku, place };
}

const keysSent = () =>
  new Set(fake.stripe.requests.map(({ headers }) => headers["idempotency-key"]));

test("an order at Stripe is answered with its page, and the page is for this payment", async () => {
  const order = await (await place()).place();
  const [payment] = order.payments;
  expect(payment).toMatchObject({
    provider: "stripe",
    status: "created",
    amount: eur(2000),
    action: { type: "redirect", url: expect.stringContaining("/pay/cs_test_") },
  });
  expect(fake.stripe.requests).toHaveLength(1);
  expect(fake.stripe.requests[0]?.form).toMatchObject({
    client_reference_id: order.id,
    "metadata[payment_id]": payment?.id,
    "line_items[0][price_data][unit_amount]": "2000",
    "line_items[0][price_data][currency]": "eur",
    success_url: expect.stringMatching(
      /^http:\/\/localhost:3000\/payments\/return\/pay_\w+\?proof=[\w-]{43}$/,
    ),
  });
  expect([...keysSent()]).toEqual([payment?.id]);
  expect(await product.as().orders.get({ id: order.id })).toEqual(order);
});

test("a provider that breaks off: the order stands without a page, and the job gets it", async () => {
  const { place: placeIt, sku } = await place();
  const pages = fake.stripe.sessions.size;
  for (let n = 0; n < 3; n++) fake.faults.calls.push({ kind: "cut" });
  const order = await placeIt();
  expect(order).toMatchObject({ status: "pending", payments: [{ action: null }] });
  expect((await product.as().inventory.get({ sku })).reserved).toBe(2);
  expect(await product.queuedJobs()).toContain("start-payment");
  await product.runJobs();
  const later = await product.as().orders.get({ id: order.id });
  expect(later.payments).toMatchObject([
    { id: order.payments[0]?.id, action: { type: "redirect" } },
  ]);
  expect([...keysSent()]).toEqual([order.payments[0]?.id]);
  expect(fake.stripe.sessions.size).toBe(pages + 1);
});

test("the job of an order that has its page asks nobody", async () => {
  await (await place()).place();
  fake.stripe.requests.length = 0;
  await product.runJobs();
  expect(fake.stripe.requests).toHaveLength(0);
});

test("twenty twins are one order, one page and one answer", async () => {
  const { place: placeIt } = await place("twins");
  const orders = await Promise.all(Array.from({ length: 20 }, placeIt));
  expect(new Set(orders.map((order) => JSON.stringify(order))).size).toBe(1);
  expect(orders[0]?.payments[0]?.action).not.toBeNull();
  expect(fake.stripe.requests).toHaveLength(1);
});

test("the caller died before the page: his second try gets it, for the same order", async () => {
  const { place: placeIt } = await place("died");
  const pages = fake.stripe.sessions.size;
  const order = await placeIt();
  const paymentId = order.payments[0]?.id ?? "";
  // What a crash between the commit and the provider's answer leaves behind.
  const started = { ...order, payments: [{ ...order.payments[0], action: null }] };
  await product.db.prisma.idempotencyKey.updateMany({
    where: { key: "died" },
    data: { state: "started", output: started },
  });
  const { prisma } = product.db;
  await prisma.$executeRaw`
    UPDATE payment SET action = NULL, session_ref = NULL WHERE id = ${paymentId}`;
  product.clock.set(new Date(product.clock.now().getTime() + 16_000));
  const replayed = await placeIt();
  expect(replayed).toEqual(order);
  expect(await prisma.order.count({ where: { email: "s@example.com", id: order.id } })).toBe(1);
  expect(fake.stripe.sessions.size).toBe(pages + 1);
  expect([...keysSent()]).toEqual([paymentId]);
});

test("a provider that is not set up is refused before anything is placed", async () => {
  const sku = await sell(product, 1);
  const placed = product.as().orders.create({
    email: "p@example.com",
    lines: [{ sku, quantity: 1 }],
    payment: { provider: "paypal" },
  });
  expect(await outcomeOf(placed)).toBe("connector_not_configured");
  expect((await product.as().inventory.get({ sku })).reserved).toBe(0);
});

test("an order that costs nothing is confirmed at once, without a payment", async () => {
  const sku = await sell(product, 1, 0);
  const order = await product.as().orders.create({
    email: "f@example.com",
    lines: [{ sku, quantity: 1 }],
    payment: { provider: "stripe" },
  });
  expect(order).toMatchObject({ status: "confirmed", paymentStatus: "paid", payments: [] });
  expect(fake.stripe.requests).toHaveLength(0);
});

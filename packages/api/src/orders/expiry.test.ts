import type { Connectors } from "@crossdock/connectors";
import { type FakeProviders, startFakeProviders } from "@crossdock/fake-providers";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  connectorsWith,
  createTestProduct,
  eventsOf,
  hear,
  levelOf,
  moved,
  type Placed,
  placeUnpaid,
  type TestProduct,
  wrongLevels,
} from "../testing/index.ts";

let fake: FakeProviders;
let product: TestProduct;
beforeAll(async () => {
  fake = await startFakeProviders({ now: () => product.clock.now() });
  product = await createTestProduct({ connectors: withStripe(fake.url) });
});
afterAll(async () => {
  await product.close();
  await fake.close();
});
beforeEach(() => {
  fake.faults.clear();
});

test("paying and expiring at once: exactly one wins", { timeout: 60_000 }, async () => {
  for (let round = 0; round < 20; round++) {
    const placed = await placeUnpaid(product);
    passTime(61);
    const pay = () => hear(product, placed.paymentId, moved("capture", 1000));
    await Promise.all(round % 2 === 0 ? [pay(), expire()] : [expire(), pay()]);
    const order = await product.as().orders.get({ id: placed.orderId });
    const events = await eventsOf(product, placed);
    const unexpected = events.filter((type) => type === "payment.unexpected").length;
    const level = await levelOf(product, placed.sku);
    // Whoever was faster: the money is here, its order is confirmed once and has its stock.
    expect(order).toMatchObject({ status: "confirmed", paymentStatus: "paid" });
    expect(events.filter((type) => type === "order.confirmed")).toHaveLength(1);
    expect([level.reserved, unexpected]).toEqual([1, 0]);
  }
  expect(await wrongLevels(product)).toEqual([]);
});

test("an order that nobody pays keeps its stock until its time is over", async () => {
  const placed = await placeUnpaid(product);
  passTime(59);
  await expire();
  expect((await levelOf(product, placed.sku)).reserved).toBe(1);
  passTime(2);
  await expire();
  expect(await statusOf(placed)).toBe("canceled");
  expect((await levelOf(product, placed.sku)).reserved).toBe(0);
});

test("the provider's page is closed before the stock is given back", async () => {
  const placed = await placeAtStripe();
  passTime(61);
  await expire();
  expect(await statusOf(placed)).toBe("canceled");
  const session = [...fake.stripe.sessions.values()].at(-1);
  expect(session).toMatchObject({ status: "expired" });
});

test("an order whose buyer was faster than the clock is confirmed", async () => {
  const placed = await placeAtStripe();
  fake.stripe.pay(lastPage(), "succeed");
  passTime(61);
  await expire();
  expect(await statusOf(placed)).toBe("confirmed");
});

test("an order whose money is under way does not expire", async () => {
  const placed = await placeAtStripe();
  const page = lastPage();
  fake.stripe.pay(page, "delay");
  passTime(61);
  await expire();
  expect(await statusOf(placed)).toBe("pending");
  fake.stripe.settleDelayed(page, false);
  await expire();
  expect(await statusOf(placed)).toBe("canceled");
});

test("a provider that does not answer holds up its own orders alone, and only for now", async () => {
  const [stuck, other] = [await placeAtStripe(), await placeUnpaid(product)];
  passTime(61);
  for (let n = 0; n < 3; n++) fake.faults.calls.push({ kind: "cut" });
  await expect(expire()).rejects.toThrow();
  expect(await statusOf(stuck)).toBe("pending");
  expect(await statusOf(other)).toBe("canceled");
  await expire();
  expect(await statusOf(stuck)).toBe("canceled");
});

test("canceling works although the provider of its page is not set up any more", async () => {
  const placed = await placeAtStripe();
  const { services } = product.context;
  const without = { ...services, connectors: withStripe(undefined) };
  const caller = product.as(undefined, { services: without });
  expect(await caller.orders.cancel({ id: placed.orderId })).toMatchObject({ status: "canceled" });
});

async function placeAtStripe(): Promise<Placed> {
  const { sku } = await placeUnpaid(product);
  await product.as().inventory.set({ sku, stocked: 2 });
  const lines = [{ sku, quantity: 1 }];
  const order = await product
    .as()
    .orders.create({ email: "s@example.com", lines, payment: { provider: "stripe" } });
  return { orderId: order.id, paymentId: order.payments[0]?.id ?? "", sku };
}

function lastPage(): string {
  return [...fake.stripe.sessions.keys()].at(-1) ?? "";
}

async function expire(): Promise<void> {
  await product.services.jobs.enqueue("expire-orders", {});
  await product.runJobs();
}

function passTime(minutes: number): void {
  product.clock.set(new Date(product.clock.now().getTime() + minutes * 60_000));
}

async function statusOf({ orderId }: Placed): Promise<string> {
  return (await product.as().orders.get({ id: orderId })).status;
}

function withStripe(apiBase: string | undefined): Connectors {
  return connectorsWith(
    apiBase === undefined ? {} : { STRIPE_SECRET_KEY: "sk_test_fake", STRIPE_API_BASE: apiBase },
  );
}

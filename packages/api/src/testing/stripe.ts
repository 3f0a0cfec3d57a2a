import { type FakeProviders, startFakeProviders } from "@crossdock/fake-providers";
import { connectorsWith } from "./connectors.ts";
import { createTestProduct, type TestProduct } from "./index.ts";
import { sell } from "./stock.ts";

export type StripeShop = TestProduct & { fake: FakeProviders };

/** The product with a Stripe on loopback, as strict as the real one. */
export async function startStripeShop(): Promise<StripeShop> {
  const clock = { now: () => new Date() };
  const fake = await startFakeProviders({ now: () => clock.now() });
  const connectors = connectorsWith({
    STRIPE_SECRET_KEY: "sk_test_fake",
    STRIPE_API_BASE: fake.url,
  });
  const product = await createTestProduct({ connectors });
  clock.now = () => product.clock.now();
  return {
    ...product,
    fake,
    async close() {
      await product.close();
      await fake.close();
    },
  };
}

export type AtStripe = { orderId: string; paymentId: string; sku: string; session: string };

type How = Parameters<ReturnType<TestProduct["as"]>["orders"]["create"]>[0]["payment"];

/** Places an order of two things that cost 1000 together. */
export async function placeAtStripe(shop: StripeShop, how: Partial<How> = {}): Promise<AtStripe> {
  const sku = await sell(shop, 2, 500);
  const order = await shop.as().orders.create({
    email: "s@example.com",
    lines: [{ sku, quantity: 2 }],
    payment: { provider: "stripe", returnUrl: "https://shop.example/thanks", ...how },
  });
  const paymentId = order.payments[0]?.id ?? "";
  const payment = await shop.db.prisma.payment.findUniqueOrThrow({ where: { id: paymentId } });
  const session = payment.sessionRef ?? payment.providerRef ?? "";
  return { orderId: order.id, paymentId, sku, session };
}

/** Lets the product ask Stripe how a payment stands, as every way of hearing of it ends. */
export async function sync(shop: StripeShop, { paymentId }: AtStripe): Promise<void> {
  await shop.services.jobs.enqueue("sync-payment", { paymentId });
  await shop.runJobs();
}

/** Places an order that is paid. */
export async function buyAtStripe(shop: StripeShop, how: Partial<How> = {}): Promise<AtStripe> {
  const placed = await placeAtStripe(shop, how);
  shop.fake.stripe.pay(placed.session, "succeed");
  await sync(shop, placed);
  return placed;
}

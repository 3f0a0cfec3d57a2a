import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { eur, levelOf, outcomeOf } from "../testing/index.ts";
import {
  buyAtStripe,
  placeAtStripe,
  type StripeShop,
  startStripeShop,
  sync,
} from "../testing/stripe.ts";

let shop: StripeShop;
beforeAll(async () => {
  shop = await startStripeShop();
});
afterAll(() => shop.close());
afterEach(() => shop.fake.faults.clear());

const manual = { capture: "manual" } as const;
const orderOf = (id: string) => shop.as().orders.get({ id });
const paymentOf = (id: string) => shop.as().payments.get({ id });
const atStripe = (paymentId: string) => shop.fake.stripe.totals(paymentId);

test("held money confirms the order, and is taken when it is asked for", async () => {
  const { orderId, paymentId } = await buyAtStripe(shop, manual);
  expect(await orderOf(orderId)).toMatchObject({
    ...{ status: "confirmed", paymentStatus: "authorized" },
    payments: [{ status: "authorized" }],
  });
  expect(await shop.as().payments.capture({ id: paymentId })).toMatchObject({
    ...{ status: "captured", amountCaptured: eur(1000), capture: "manual" },
  });
  expect(await orderOf(orderId)).toMatchObject({ paymentStatus: "paid" });
  expect(await outcomeOf(shop.as().payments.capture({ id: paymentId }))).toBe("conflict");
});

test("a part is taken and the rest let go of, which is no refund", async () => {
  const { orderId, paymentId } = await buyAtStripe(shop, manual);
  const capture = { id: paymentId, amount: eur(400) };
  expect(await shop.as().payments.capture(capture)).toMatchObject({
    status: "partially_captured",
    amountCaptured: eur(400),
    amountRefunded: eur(0),
  });
  expect((await shop.as().refunds.list({ orderId })).data).toEqual([]);
  expect(await shop.as().refunds.create({ orderId })).toMatchObject({ amount: eur(400) });
  expect(await paymentOf(paymentId)).toMatchObject({ status: "refunded", requiresReview: false });
});

test("held money is let go of", async () => {
  const { orderId, paymentId } = await buyAtStripe(shop, manual);
  expect(await shop.as().payments.void({ id: paymentId })).toMatchObject({ status: "canceled" });
  expect(await orderOf(orderId)).toMatchObject({ paymentStatus: "voided" });
  expect(atStripe(paymentId)).toMatchObject({ captured: 0 });
});

test("an order whose money is held is canceled, and the money let go of", async () => {
  const { orderId, paymentId } = await buyAtStripe(shop, manual);
  await shop.as().orders.cancel({ id: orderId });
  expect(await orderOf(orderId)).toMatchObject({ status: "canceled", paymentStatus: "voided" });
  expect(await paymentOf(paymentId)).toMatchObject({ status: "canceled" });
});

test("held money that is not taken in time: the order is canceled, and its stock on sale again", async () => {
  const placed = await buyAtStripe(shop, manual);
  const { orderId, paymentId, sku } = placed;
  expect(await levelOf(shop, sku)).toMatchObject({ reserved: 2 });
  passDays(8);
  await sync(shop, placed);
  await sync(shop, placed);
  expect(await orderOf(orderId)).toMatchObject({
    ...{ status: "canceled", paymentStatus: "voided" },
    payments: [{ status: "canceled" }],
  });
  expect(await levelOf(shop, sku)).toMatchObject({ reserved: 0 });
  expect(await outcomeOf(shop.as().payments.capture({ id: paymentId }))).toBe("conflict");
  expect(await outcomeOf(shop.as().fulfillments.create({ orderId }))).not.toBe("ok");
});

test("of an order that is shipped by then the team hears, and it is not paid", async () => {
  const placed = await buyAtStripe(shop, manual);
  const { orderId } = placed;
  await shop.as().fulfillments.create({ orderId });
  passDays(8);
  await sync(shop, placed);
  expect(await orderOf(orderId)).toMatchObject({ status: "confirmed", paymentStatus: "voided" });
});

test.each(["lostAnswer", "errorAfter", "cut"] as const)(
  "a capture whose answer is %s is made once",
  async (kind) => {
    const { paymentId } = await buyAtStripe(shop, manual);
    const at = /POST .*\/capture/;
    shop.fake.faults.calls.push({ kind, at }, { kind, at }, { kind, at });
    await shop.as().payments.capture({ id: paymentId });
    expect(await outcomeOf(shop.as().payments.void({ id: paymentId }))).toBe("conflict");
    shop.clock.set(new Date(shop.clock.now().getTime() + 60_000));
    await shop.runJobs();
    expect(await paymentOf(paymentId)).toMatchObject({ status: "captured" });
    expect(atStripe(paymentId)).toMatchObject({ captured: 1000 });
  },
);

test("a page of one's own gets a client secret", async () => {
  const { orderId, session, paymentId } = await placeAtStripe(shop, { flow: "embedded" });
  expect((await orderOf(orderId)).payments).toMatchObject([
    { action: { type: "clientSecret", clientSecret: expect.stringContaining("_secret_") } },
  ]);
  shop.fake.stripe.pay(session, "succeed");
  await shop.services.jobs.enqueue("sync-payment", { paymentId });
  await shop.runJobs();
  expect(await orderOf(orderId)).toMatchObject({ status: "confirmed", paymentStatus: "paid" });
});

test("what a provider cannot do is refused before anything is placed", async () => {
  const placing = (payment: object) =>
    outcomeOf(placeAtStripe(shop, payment as Parameters<typeof placeAtStripe>[1]));
  expect(await placing({ provider: "manual", capture: "manual" })).toBe("validation_failed");
  expect(await placing({ provider: "test", flow: "embedded" })).toBe("validation_failed");
});

// Stripe holds a card's money for seven days.
function passDays(days: number): void {
  shop.clock.set(new Date(shop.clock.now().getTime() + days * 86_400_000));
}

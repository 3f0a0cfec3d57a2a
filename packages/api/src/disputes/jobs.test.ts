import { systemPrincipal } from "@crossdock/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eur, outcomeOf } from "../testing/index.ts";
import {
  type AtStripe,
  buyAtStripe,
  placeAtStripe,
  type StripeShop,
  startStripeShop,
  sync,
} from "../testing/stripe.ts";
import { reconcileBlocked } from "./jobs.ts";

let shop: StripeShop;
beforeAll(async () => {
  shop = await startStripeShop();
});
afterAll(() => shop.close());

/** As each hour, with all that follows. No event of a provider comes to this shop. */
async function reconcile(): Promise<void> {
  const asJob = { ...shop.context, principal: systemPrincipal("jobs"), transport: "job" as const };
  await reconcileBlocked.run(asJob, {});
  await shop.runJobs();
}

const disputesOf = async ({ orderId }: AtStripe) =>
  (await shop.as().disputes.list({ orderId })).data;

/** As an earlier release had left it: won, and blocked all the same. */
async function leaveBlocked({ paymentId }: AtStripe): Promise<void> {
  const data = { status: "won" as const, refundable: false };
  await shop.db.prisma.dispute.updateMany({ where: { paymentId }, data });
}

async function disputed(placed: AtStripe): Promise<string> {
  const dispute = shop.fake.stripe.dispute(placed.session, "chargeback");
  await sync(shop, placed);
  return dispute;
}

test("what was won while nobody heard of it is free within the hour, and can be given back", async () => {
  const placed = await buyAtStripe(shop);
  const dispute = await disputed(placed);
  expect(await disputesOf(placed)).toMatchObject([{ status: "needs_response" }]);
  await reconcile();
  expect(await disputesOf(placed)).toMatchObject([{ status: "needs_response", refundable: false }]);
  shop.fake.stripe.closeDispute(dispute, "won");
  await reconcile();
  expect(await disputesOf(placed)).toMatchObject([{ status: "won", refundable: true }]);
  const { orderId } = placed;
  expect(await outcomeOf(shop.as().refunds.create({ orderId, amount: eur(1000) }))).toBe("ok");
});

test("so is what was won and stayed blocked, and of a canceled order its money goes back, once", async () => {
  const placed = await placeAtStripe(shop);
  shop.fake.stripe.pay(placed.session, "succeed");
  shop.fake.stripe.closeDispute(shop.fake.stripe.dispute(placed.session, "chargeback"), "won");
  await shop.as().orders.cancel({ id: placed.orderId });
  await shop.runJobs();
  await shop.db.prisma.refund.deleteMany({ where: { paymentId: placed.paymentId } });
  await leaveBlocked(placed);
  for (let hour = 0; hour < 3; hour += 1) {
    await reconcile();
    shop.clock.set(new Date(shop.clock.now().getTime() + 3_600_000));
    await shop.runJobs();
  }
  expect(await disputesOf(placed)).toMatchObject([{ status: "won", refundable: true }]);
  expect(shop.fake.stripe.totals(placed.paymentId)).toMatchObject({
    captured: 1000,
    refunded: 1000,
  });
});

test("what is lost, and what is free, is not asked about", async () => {
  const [lost, free] = [await buyAtStripe(shop), await buyAtStripe(shop)];
  shop.fake.stripe.closeDispute(await disputed(lost), "lost");
  shop.fake.stripe.closeDispute(await disputed(free), "won");
  await sync(shop, lost);
  await sync(shop, free);
  const before = shop.fake.stripe.requests.length;
  await reconcile();
  expect(shop.fake.stripe.requests.slice(before).map(({ path }) => path)).toEqual([]);
});

test("a payment that is to be looked at is asked about, until somebody has", async () => {
  const placed = await buyAtStripe(shop);
  const { paymentId } = placed;
  await shop.db.prisma.paymentReview.create({
    data: {
      ...{ paymentId, key: "overpaid 1", reason: "overpaid", detail: "1 more came in." },
      foundAt: shop.clock.now(),
    },
  });
  await shop.db.prisma.payment.update({
    where: { id: paymentId },
    data: { reviewReasons: ["overpaid"] },
  });
  await reconcile();
  const review = await shop.db.prisma.paymentReview.findFirstOrThrow({ where: { paymentId } });
  expect(review).toMatchObject({ settledAt: expect.any(Date), settledBy: null });
  const before = shop.fake.stripe.requests.length;
  await reconcile();
  expect(shop.fake.stripe.requests).toHaveLength(before);
});

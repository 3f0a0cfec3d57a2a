import type Stripe from "stripe";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type FakeProviders, startFakeProviders } from "../start.ts";
import { stripeClient } from "../testing/stripe-client.ts";

let fake: FakeProviders;
let stripe: Stripe;
let payment: string;

beforeEach(async () => {
  fake = await startFakeProviders();
  stripe = stripeClient(fake.url);
  ({ id: payment } = await stripe.paymentIntents.create({
    ...{ amount: 2000, currency: "eur", confirm: true, payment_method: "pm_card_visa" },
    metadata: { order_id: "ord_1" },
  }));
});
afterEach(() => fake.close());

test("refunds add up to what was captured and no further", async () => {
  const refund = (amount?: number) =>
    stripe.refunds.create({
      payment_intent: payment,
      ...(amount && { amount }),
      metadata: { refund_id: "rfd_1" },
    });
  expect(await refund(500)).toMatchObject({
    status: "succeeded",
    metadata: { refund_id: "rfd_1" },
  });
  await expect(refund(1501)).rejects.toMatchObject({ statusCode: 400, param: "amount" });
  expect((await refund()).amount).toBe(1500);
  await expect(refund()).rejects.toMatchObject({ code: "charge_already_refunded" });
  expect(fake.stripe.totals("ord_1")).toMatchObject({ captured: 2000, refunded: 2000 });
  const { data } = await stripe.refunds.list({ payment_intent: payment });
  expect(data.map(({ amount }) => amount)).toEqual([1500, 500]);
});

test("a refund that the bank sends back is none, and can be made again", async () => {
  const { id } = await stripe.refunds.create({ payment_intent: payment });
  fake.stripe.finishRefund(id, "failed");
  expect(await stripe.refunds.retrieve(id)).toMatchObject({ status: "failed" });
  expect(fake.stripe.totals("ord_1").refunded).toBe(0);
  expect(fake.stripe.events.map(({ type }) => type)).toContain("refund.failed");
  await stripe.refunds.create({ payment_intent: payment });
  expect(fake.stripe.totals("ord_1").refunded).toBe(2000);
});

test("a pending refund ends later", async () => {
  fake.stripe.setNextRefund("pending");
  const { id, status } = await stripe.refunds.create({ payment_intent: payment });
  expect(status).toBe("pending");
  fake.stripe.finishRefund(id, "succeeded");
  expect((await stripe.refunds.retrieve(id)).status).toBe("succeeded");
});

test("what was never captured is not refunded", async () => {
  const { id } = await stripe.paymentIntents.create({
    ...{ amount: 2000, currency: "eur", confirm: true, payment_method: "pm_card_visa" },
    capture_method: "manual",
  });
  await expect(stripe.refunds.create({ payment_intent: id })).rejects.toMatchObject({
    code: "payment_intent_unexpected_state",
  });
});

test("an inquiry leaves refunds possible, a chargeback does not; winning brings the money back", async () => {
  const asked = fake.stripe.dispute(payment, "inquiry");
  await stripe.refunds.create({ payment_intent: payment, amount: 100 });
  fake.stripe.closeDispute(asked, "won");
  expect((await stripe.disputes.retrieve(asked)).status).toBe("warning_closed");

  const taken = fake.stripe.dispute(payment, "chargeback");
  await expect(stripe.refunds.create({ payment_intent: payment })).rejects.toMatchObject({
    code: "charge_disputed",
  });
  fake.stripe.closeDispute(taken, "won");
  const [dispute] = (await stripe.disputes.list({ payment_intent: payment })).data;
  expect(dispute).toMatchObject({ status: "won", is_charge_refundable: false });
  expect(dispute?.balance_transactions.map(({ amount }) => amount)).toEqual([-2000, 2000]);
  expect(fake.stripe.events.map(({ type }) => type.split("dispute.")[1]).filter(Boolean)).toEqual([
    ...["created", "closed", "created", "funds_withdrawn", "funds_reinstated", "closed"],
  ]);
  await stripe.refunds.create({ payment_intent: payment });
  expect(fake.stripe.totals("ord_1").refunded).toBe(2000);
});

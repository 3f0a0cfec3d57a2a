import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { eur, keyOf, levelOf, outcomeOf, wrongLevels } from "../testing/index.ts";
import { buyAtStripe, type StripeShop, startStripeShop, sync } from "../testing/stripe.ts";

let shop: StripeShop;
beforeAll(async () => {
  shop = await startStripeShop();
});
afterAll(() => shop.close());
afterEach(() => shop.fake.faults.clear());

const refundsOf = async (orderId: string) =>
  (await shop.as().refunds.list({ orderId })).data.reverse();
const orderOf = (id: string) => shop.as().orders.get({ id });
const atStripe = (paymentId: string) => shop.fake.stripe.totals(paymentId);

test("an order's whole money goes back", async () => {
  const { orderId, paymentId } = await buyAtStripe(shop);
  const refund = await shop.as().refunds.create({ orderId, reason: "It was broken." });
  expect(refund).toMatchObject({
    ...{ orderId, paymentId, amount: eur(1000), status: "succeeded", source: "own" },
    reason: "It was broken.",
  });
  expect(atStripe(paymentId)).toMatchObject({ captured: 1000, refunded: 1000 });
  expect(await orderOf(orderId)).toMatchObject({ paymentStatus: "refunded" });
  expect(await outcomeOf(shop.as().refunds.create({ orderId }))).toBe("conflict");
});

test("two equal parts are two refunds, and never more than was paid", async () => {
  const { orderId, paymentId } = await buyAtStripe(shop);
  for (const _ of [1, 2]) {
    const refund = await shop.as().refunds.create({ orderId, amount: eur(300) });
    expect(refund.status).toBe("succeeded");
  }
  await expect(shop.as().refunds.create({ orderId, amount: eur(401) })).rejects.toMatchObject({
    cause: { code: "conflict", data: { available: eur(400) } },
  });
  expect(atStripe(paymentId)).toMatchObject({ refunded: 600 });
});

test("of many who refund at once, as many as there is money for", async () => {
  const { orderId, paymentId } = await buyAtStripe(shop);
  const outcomes = await Promise.all(
    Array.from({ length: 6 }, () =>
      outcomeOf(shop.as().refunds.create({ orderId, amount: eur(300) })),
    ),
  );
  expect(outcomes.filter((outcome) => outcome === "ok")).toHaveLength(3);
  expect(atStripe(paymentId)).toMatchObject({ refunded: 900 });
});

test("one key is one refund, however often it is sent", async () => {
  const { orderId, paymentId } = await buyAtStripe(shop);
  const idempotency = { key: `refund ${orderId}`, fingerprint: orderId };
  const refunds = await Promise.all(
    Array.from({ length: 5 }, () =>
      shop.as(undefined, { idempotency }).refunds.create({ orderId, amount: eur(200) }),
    ),
  );
  expect(new Set(refunds.map(({ id }) => id)).size).toBe(1);
  expect(atStripe(paymentId)).toMatchObject({ refunded: 200 });
});

test.each(["lostAnswer", "errorAfter", "cut", "rateLimited", "unavailable"] as const)(
  "a provider's %s: the refund is pending, and made once",
  async (kind) => {
    const { orderId, paymentId } = await buyAtStripe(shop);
    const at = /POST \/v1\/refunds/;
    // Stripe's own library tries three times, but for a 429.
    const times = kind === "rateLimited" ? 1 : 3;
    for (let time = 0; time < times; time++) shop.fake.faults.calls.push({ kind, at });
    const refund = await shop.as().refunds.create({ orderId, amount: eur(400) });
    expect(refund.status).toBe("pending");
    expect(await outcomeOf(shop.as().refunds.create({ orderId, amount: eur(601) }))).toBe(
      "conflict",
    );
    passTime(60);
    await shop.runJobs();
    expect(await refundsOf(orderId)).toMatchObject([{ id: refund.id, status: "succeeded" }]);
    expect(atStripe(paymentId)).toMatchObject({ refunded: 400 });
  },
);

test("an answer that was lost is found a week later, when its key is long forgotten", async () => {
  const { orderId, paymentId } = await buyAtStripe(shop);
  const lost = { kind: "lostAnswer", at: /POST \/v1\/refunds/ } as const;
  const cut = { kind: "cut", at: /POST \/v1\/refunds/ } as const;
  shop.fake.faults.calls.push(lost, cut, cut);
  await shop.as().refunds.create({ orderId, amount: eur(400) });
  passTime(7 * 86_400);
  await shop.runJobs();
  expect(await refundsOf(orderId)).toMatchObject([{ status: "succeeded" }]);
  expect(atStripe(paymentId)).toMatchObject({ refunded: 400 });
});

test("a provider that says no: the row stays with the reason, and the money can go back otherwise", async () => {
  const { orderId, paymentId, session } = await buyAtStripe(shop);
  shop.fake.stripe.refund(session, 900);
  const refund = await shop.as().refunds.create({ orderId, amount: eur(400) });
  expect(refund).toMatchObject({
    status: "failed",
    failureReason: expect.stringContaining("greater than unrefunded"),
  });
  // The refund that was made at Stripe has come to light beside it.
  expect(await refundsOf(orderId)).toMatchObject([
    { id: refund.id, status: "failed", source: "own" },
    { status: "succeeded", source: "external", amount: eur(900) },
  ]);
  expect(await shop.as().refunds.create({ orderId })).toMatchObject({ amount: eur(100) });
  expect(atStripe(paymentId)).toMatchObject({ refunded: 1000 });
});

test("a refund that fails after it succeeded gives the money back to the shop", async () => {
  const placed = await buyAtStripe(shop);
  const { orderId } = placed;
  await shop.as().refunds.create({ orderId });
  const [atBank] = [...shop.fake.stripe.refunds.values()].slice(-1);
  shop.fake.stripe.finishRefund(atBank?.id ?? "", "failed");
  await sync(shop, placed);
  expect(await refundsOf(orderId)).toMatchObject([{ status: "failed" }]);
  expect(await orderOf(orderId)).toMatchObject({ paymentStatus: "paid" });
  expect(await shop.as().refunds.create({ orderId })).toMatchObject({ amount: eur(1000) });
});

test("lines go back with their share, and on the shelf where they had left it", async () => {
  const { orderId, sku } = await buyAtStripe(shop);
  const [line] = (await orderOf(orderId)).lines;
  const lines = [{ lineId: line?.id ?? "", quantity: 1, restock: true }];
  expect(await outcomeOf(shop.as().refunds.create({ orderId, lines }))).toBe("conflict");
  await shop.as().fulfillments.create({ orderId });
  expect(await levelOf(shop, sku)).toMatchObject({ stocked: 0 });
  const refund = await shop.as().refunds.create({ orderId, lines });
  expect(refund).toMatchObject({
    amount: eur(500),
    lines: [{ lineId: line?.id, quantity: 1, amount: eur(500), restock: true }],
  });
  expect(await levelOf(shop, sku)).toMatchObject({ stocked: 1, available: 1 });
  const two = [{ lineId: line?.id ?? "", quantity: 2 }];
  await expect(shop.as().refunds.create({ orderId, lines: two })).rejects.toMatchObject({
    cause: { code: "conflict", data: { sku, available: 1 } },
  });
  expect(await wrongLevels(shop)).toEqual([]);
});

test("a disputed payment is refunded only while that would pay the buyer once", async () => {
  const placed = await buyAtStripe(shop);
  const { orderId, session } = placed;
  const dispute = shop.fake.stripe.dispute(session, "inquiry");
  await sync(shop, placed);
  const told = async () => (await shop.as().disputes.list({ orderId })).data;
  expect(await told()).toMatchObject([{ status: "inquiry", refundable: true }]);
  expect(await outcomeOf(shop.as().refunds.create({ orderId, amount: eur(100) }))).toBe("ok");
  shop.fake.stripe.escalateDispute(dispute);
  await sync(shop, placed);
  expect(await told()).toMatchObject([{ status: "needs_response", refundable: false }]);
  expect(await outcomeOf(shop.as().refunds.create({ orderId, amount: eur(100) }))).toBe("conflict");
  shop.fake.stripe.closeDispute(dispute, "won");
  await sync(shop, placed);
  expect(await told()).toMatchObject([{ status: "won" }]);
  const types = (await shop.as().events.list({ objectId: (await told())[0]?.id })).data;
  expect(types.map(({ type }) => type).reverse()).toEqual([
    ...["dispute.opened", "dispute.updated", "dispute.closed"],
  ]);
});

test("a partner refunds and sees its own alone", async () => {
  const { orderId } = await buyAtStripe(shop);
  const { id: partnerId } = await shop.as().partners.create({ name: `P ${orderId}` });
  const partner = shop.as(keyOf(partnerId));
  expect(await outcomeOf(partner.refunds.create({ orderId }))).toBe("not_found");
  const { id } = await shop.as().refunds.create({ orderId });
  expect(await outcomeOf(partner.refunds.get({ id }))).toBe("not_found");
  expect((await partner.refunds.list({})).data).toEqual([]);
});

test("an order that is paid and not shipped is canceled, and its money goes back", async () => {
  const { orderId, paymentId, sku } = await buyAtStripe(shop);
  await shop.as().orders.cancel({ id: orderId });
  expect(await orderOf(orderId)).toMatchObject({ status: "canceled", paymentStatus: "refunded" });
  expect(atStripe(paymentId)).toMatchObject({ refunded: 1000 });
  expect(await levelOf(shop, sku)).toMatchObject({ reserved: 0 });
});

function passTime(seconds: number): void {
  shop.clock.set(new Date(shop.clock.now().getTime() + seconds * 1000));
}

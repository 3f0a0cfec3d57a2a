import { afterAll, beforeAll, expect, test } from "vitest";
import { eur, levelOf, outcomeOf } from "../testing/index.ts";
import { buyAtStripe, type StripeShop, startStripeShop, sync } from "../testing/stripe.ts";

let shop: StripeShop;
beforeAll(async () => {
  shop = await startStripeShop();
});
afterAll(() => shop.close());

const ship = (orderId: string) => shop.as().fulfillments.create({ orderId });
const shipmentsOf = async (orderId: string) =>
  (await shop.as().fulfillments.list({ orderId })).data.length;

test("what was given back whole is not shipped, and in part what is left goes out", async () => {
  const { orderId } = await buyAtStripe(shop);
  await shop.as().refunds.create({ orderId });
  await expect(ship(orderId)).rejects.toMatchObject({
    cause: { code: "conflict", detail: expect.stringMatching(/given back\. Cancel what is not/) },
  });
  expect(await shipmentsOf(orderId)).toBe(0);
  const other = await buyAtStripe(shop);
  await shop.as().refunds.create({ orderId: other.orderId, amount: eur(400) });
  expect(await ship(other.orderId)).toMatchObject({ status: "shipped" });
});

test.each(["inquiry", "chargeback"] as const)(
  "while the buyer disputes it (%s) nothing is shipped; once that is won, it is",
  async (kind) => {
    const placed = await buyAtStripe(shop);
    const dispute = shop.fake.stripe.dispute(placed.session, kind);
    await sync(shop, placed);
    const [sku = ""] = (await shop.as().orders.get({ id: placed.orderId })).lines.map(
      (line) => line.sku,
    );
    const before = await levelOf(shop, sku);
    const { data } = await shop.as().disputes.list({ orderId: placed.orderId });
    await expect(ship(placed.orderId)).rejects.toMatchObject({
      cause: {
        code: "conflict",
        detail: expect.stringMatching(/Answer at the payment provider/),
        data: { dispute: data[0]?.id },
      },
    });
    expect(await levelOf(shop, sku)).toEqual(before);
    if (kind === "inquiry") shop.fake.stripe.escalateDispute(dispute);
    shop.fake.stripe.closeDispute(dispute, "won");
    await sync(shop, placed);
    expect(await outcomeOf(ship(placed.orderId))).toBe("ok");
  },
);

test("what the bank has taken back is not shipped", async () => {
  const placed = await buyAtStripe(shop);
  const dispute = shop.fake.stripe.dispute(placed.session, "chargeback");
  shop.fake.stripe.closeDispute(dispute, "lost");
  await sync(shop, placed);
  await expect(ship(placed.orderId)).rejects.toMatchObject({
    cause: { code: "conflict", detail: expect.stringMatching(/bank has taken the money/) },
  });
});

import { newId } from "@crossdock/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eur } from "../testing/index.ts";
import {
  type AtStripe,
  buyAtStripe,
  placeAtStripe,
  type StripeShop,
  startStripeShop,
  sync,
} from "../testing/stripe.ts";

let shop: StripeShop;
beforeAll(async () => {
  shop = await startStripeShop();
  const at = shop.clock.now();
  await shop.db.prisma.user.create({
    data: {
      ...{ id: newId("usr", at), email: "owner@example.com", name: "Owner", role: "owner" },
      ...{ status: "active", createdAt: at, updatedAt: at },
    },
  });
});
afterAll(() => shop.close());

const refundsOf = async ({ orderId }: AtStripe) =>
  (await shop.as().refunds.list({ orderId })).data.reverse();
const kept = ({ paymentId }: AtStripe) => {
  const { captured, refunded } = shop.fake.stripe.totals(paymentId);
  return captured - refunded;
};

test("money that comes for a canceled order goes back after a while", async () => {
  const placed = await payCanceled();
  expect(kept(placed)).toBe(1000);
  await passSeconds(130);
  expect(await refundsOf(placed)).toMatchObject([{ amount: eur(1000), status: "succeeded" }]);
  expect(kept(placed)).toBe(0);
});

test("was a part of it given back at the provider meanwhile, the rest goes back", async () => {
  const placed = await payCanceled();
  shop.fake.stripe.refund(placed.session, 296);
  await passSeconds(130);
  await passSeconds(30);
  expect(await refundsOf(placed)).toMatchObject([
    { amount: eur(1000), status: "failed", source: "own" },
    { amount: eur(296), status: "succeeded", source: "external" },
    { amount: eur(704), status: "succeeded", source: "own" },
  ]);
  expect(kept(placed)).toBe(0);
  expect(await lastNotice(placed)).toContain("The rest, €7.04, is asked for now.");
});

test("so does the rest of an order that is canceled when it is paid already", async () => {
  const placed = await buyAtStripe(shop);
  shop.fake.stripe.refund(placed.session, 300);
  await shop.as().orders.cancel({ id: placed.orderId });
  await passSeconds(30);
  expect(kept(placed)).toBe(0);
});

test("was all of it given back there, the team is not asked for more", async () => {
  const placed = await payCanceled();
  shop.fake.stripe.refund(placed.session, 1000);
  await passSeconds(130);
  expect(await refundsOf(placed)).toMatchObject([{ status: "failed" }, { source: "external" }]);
  expect(await lastNotice(placed)).toContain("All of it was given back");
});

test.each(["before", "after"] as const)(
  "disputed %s we hear of it, its money stays until that is won, and goes back then",
  async (when) => {
    const placed = await placeAtStripe(shop);
    shop.fake.stripe.pay(placed.session, "succeed");
    if (when === "after") await shop.as().orders.cancel({ id: placed.orderId });
    const dispute = shop.fake.stripe.dispute(placed.session, "chargeback");
    if (when === "before") await shop.as().orders.cancel({ id: placed.orderId });
    await passSeconds(130);
    expect(await refundsOf(placed)).toMatchObject(when === "after" ? [{ status: "failed" }] : []);
    expect(await lastNotice(placed)).toContain("Should the shop win");
    shop.fake.stripe.closeDispute(dispute, "won");
    await sync(shop, placed);
    await passSeconds(130);
    expect((await refundsOf(placed)).at(-1)).toMatchObject({ status: "succeeded" });
    expect(kept(placed)).toBe(0);
    await sync(shop, placed);
    await passSeconds(130);
    expect((await refundsOf(placed)).filter(({ status }) => status !== "failed")).toHaveLength(1);
  },
);

test("a dispute that is lost has given the money back", async () => {
  const placed = await payCanceled();
  const dispute = shop.fake.stripe.dispute(placed.session, "chargeback");
  await passSeconds(130);
  shop.fake.stripe.closeDispute(dispute, "lost");
  await sync(shop, placed);
  await passSeconds(130);
  expect(await refundsOf(placed)).toMatchObject([{ status: "failed" }]);
  expect(kept(placed)).toBe(0);
});

test("what is refused although nothing has changed is not asked for again", async () => {
  const placed = await payCanceled();
  const error = { type: "invalid_request_error", code: "charge_not_refundable", message: "No." };
  const answer = { status: 400, headers: {}, body: JSON.stringify({ error }) };
  shop.fake.faults.calls.push({ kind: "answer", at: /POST \/v1\/refunds/, answer });
  await passSeconds(130);
  await passSeconds(130);
  expect(await refundsOf(placed)).toMatchObject([{ status: "failed" }]);
  expect(await lastNotice(placed)).toContain("Give it back in another way");
});

/** An order that is canceled while its buyer pays, which the buyer does faster. */
async function payCanceled(): Promise<AtStripe> {
  const placed = await placeAtStripe(shop);
  shop.fake.stripe.pay(placed.session, "succeed");
  await shop.as().orders.cancel({ id: placed.orderId });
  return placed;
}

/** Lets time pass, and what is due by then be done. */
async function passSeconds(seconds: number): Promise<void> {
  shop.clock.set(new Date(shop.clock.now().getTime() + seconds * 1000));
  await shop.runJobs();
}

/** What the team has heard last of an order's money. */
async function lastNotice({ orderId }: AtStripe): Promise<string> {
  const where = { template: "team-notice", text: { contains: orderId } };
  const mail = await shop.db.prisma.notification.findFirst({ where, orderBy: { id: "desc" } });
  return mail?.text ?? "";
}

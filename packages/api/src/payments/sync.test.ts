import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { eventsOf, levelOf } from "../testing/index.ts";
import {
  buyAtStripe,
  placeAtStripe,
  type StripeShop,
  startStripeShop,
  sync,
} from "../testing/stripe.ts";
import { returnFromProvider } from "./return.ts";
import { returnAddress } from "./return-address.ts";

let shop: StripeShop;
beforeAll(async () => {
  shop = await startStripeShop();
});
afterAll(() => shop.close());
afterEach(() => shop.fake.faults.clear());

const orderOf = (id: string) => shop.as().orders.get({ id });

test("the buyer's return settles the payment before any webhook, and goes on to the shop", async () => {
  const { orderId, paymentId, session } = await placeAtStripe(shop);
  shop.fake.stripe.pay(session, "succeed");
  const { searchParams } = new URL(await returnAddress(shop.context, paymentId));
  const token = searchParams.get("proof") ?? "";
  expect(await returnFromProvider(shop.context, { paymentId, token })).toBe(
    "https://shop.example/thanks",
  );
  expect(await orderOf(orderId)).toMatchObject({ status: "confirmed", paymentStatus: "paid" });
  const other = await placeAtStripe(shop);
  for (const forged of ["", token, token.slice(1)]) {
    const hop = { paymentId: other.paymentId, token: forged };
    expect(await returnFromProvider(shop.context, hop)).toBeNull();
  }
});

test("a provider that is silent keeps no buyer waiting, and is asked again", async () => {
  const { orderId, paymentId, session } = await placeAtStripe(shop);
  shop.fake.stripe.pay(session, "succeed");
  const at = /GET \/v1\/checkout/;
  const fault = { kind: "cut", at } as const;
  shop.fake.faults.calls.push(fault, fault, fault);
  const { searchParams } = new URL(await returnAddress(shop.context, paymentId));
  const hop = { paymentId, token: searchParams.get("proof") ?? "" };
  expect(await returnFromProvider(shop.context, hop)).toBe("https://shop.example/thanks");
  expect(await orderOf(orderId)).toMatchObject({ status: "pending" });
  await shop.runJobs();
  expect(await orderOf(orderId)).toMatchObject({ status: "confirmed" });
});

test("asking again changes nothing and writes nothing", async () => {
  const placed = await buyAtStripe(shop);
  const rows = async () => [
    await shop.db.prisma.payment.findUnique({ where: { id: placed.paymentId } }),
    await shop.db.prisma.auditEntry.count(),
    await shop.db.prisma.event.count(),
  ];
  const before = await rows();
  await Promise.all([sync(shop, placed), sync(shop, placed)]);
  expect(await rows()).toEqual(before);
});

test("a start whose answer was lost is known again, and the page that was made is closed", async () => {
  const fault = { kind: "lostAnswer", at: /POST \/v1\/checkout\/sessions$/ } as const;
  shop.fake.faults.calls.push(fault, fault, fault);
  const placed = await placeAtStripe(shop);
  expect(placed.session).toBe("");
  passTime(61);
  await expire();
  expect(await orderOf(placed.orderId)).toMatchObject({ status: "canceled" });
  const [session] = [...shop.fake.stripe.sessions.values()].slice(-1);
  expect(session).toMatchObject({ status: "expired" });
});

test("money that came before the page could be closed confirms the order", async () => {
  const placed = await placeAtStripe(shop);
  shop.fake.stripe.pay(placed.session, "succeed");
  passTime(61);
  await expire();
  expect(await orderOf(placed.orderId)).toMatchObject({
    status: "confirmed",
    paymentStatus: "paid",
  });
});

test("an order that has expired a moment before its money comes back, where its stock is there", async () => {
  const placed = await placeLate();
  await sync(shop, placed);
  expect(await orderOf(placed.orderId)).toMatchObject({
    status: "confirmed",
    paymentStatus: "paid",
  });
  expect(await levelOf(shop, placed.sku)).toMatchObject({ reserved: 2 });
  expect(await eventsOf(shop, placed)).not.toContain("payment.unexpected");
});

test("where its stock is gone, all of the money goes back and the team hears of it", async () => {
  const placed = await placeLate();
  await shop.as().inventory.set({ sku: placed.sku, stocked: 1 });
  await sync(shop, placed);
  expect(await orderOf(placed.orderId)).toMatchObject({
    status: "canceled",
    paymentStatus: "refunded",
  });
  expect(shop.fake.stripe.totals(placed.paymentId)).toMatchObject({ refunded: 1000 });
  expect(await eventsOf(shop, placed)).toContain("payment.unexpected");
});

/** An order that expired while its buyer's page stood open: its provider had lost the call. */
async function placeLate() {
  const placed = await placeAtStripe(shop);
  await shop.db.prisma.payment.update({
    where: { id: placed.paymentId },
    data: { sessionRef: null, provider: "test" },
  });
  passTime(61);
  await expire();
  await shop.db.prisma.payment.update({
    where: { id: placed.paymentId },
    data: { sessionRef: placed.session, provider: "stripe", providerState: "created" },
  });
  expect(await orderOf(placed.orderId)).toMatchObject({ status: "canceled" });
  passTime(-61);
  shop.fake.stripe.pay(placed.session, "succeed");
  passTime(61);
  return placed;
}

async function expire(): Promise<void> {
  await shop.services.jobs.enqueue("expire-orders", {});
  await shop.runJobs();
}

function passTime(minutes: number): void {
  shop.clock.set(new Date(shop.clock.now().getTime() + minutes * 60_000));
}

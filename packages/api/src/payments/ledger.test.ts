import { afterAll, beforeAll, expect, test } from "vitest";
import {
  createTestProduct,
  eur,
  eventsOf,
  hear,
  levelOf,
  moved,
  outcomeOf,
  placeUnpaid,
  type TestProduct,
  told,
} from "../testing/index.ts";

let product: TestProduct;
beforeAll(async () => {
  product = await createTestProduct();
});
afterAll(() => product.close());

const orderOf = (id: string) => product.as().orders.get({ id });

test("a capture of the whole amount confirms the order", async () => {
  const placed = await placeUnpaid(product);
  await hear(product, placed.paymentId, moved("capture", 1000));
  expect(await orderOf(placed.orderId)).toMatchObject({
    status: "confirmed",
    paymentStatus: "paid",
    payments: [{ status: "captured", action: null }],
  });
  expect(await eventsOf(product, placed)).toEqual([
    "order.created",
    "payment.captured",
    "order.confirmed",
  ]);
});

test("the same capture told twice is one row, one event, one confirmation", async () => {
  const placed = await placeUnpaid(product);
  await Promise.all(
    Array.from({ length: 6 }, () => hear(product, placed.paymentId, moved("capture", 1000))),
  );
  const { paymentId } = placed;
  expect(await product.db.prisma.paymentTransaction.count({ where: { paymentId } })).toBe(1);
  expect(await product.as().payments.get({ id: paymentId })).toMatchObject({
    amountCaptured: eur(1000),
  });
  expect(await eventsOf(product, placed)).toEqual([
    "order.created",
    "payment.captured",
    "order.confirmed",
  ]);
});

test("money in another currency is not counted, and a person has to look at it", async () => {
  const placed = await placeUnpaid(product);
  const dollars = { ...moved("capture", 1000), currency: "USD" };
  await hear(product, placed.paymentId, dollars);
  await hear(product, placed.paymentId, dollars);
  expect(await eventsOf(product, placed)).toEqual(["order.created", "payment.review_required"]);
  expect(await product.as().payments.get({ id: placed.paymentId })).toMatchObject({
    requiresReview: true,
    amountCaptured: eur(0),
  });
  expect(await orderOf(placed.orderId)).toMatchObject({
    status: "pending",
    paymentStatus: "unpaid",
  });
  const { paymentId } = placed;
  expect(await product.db.prisma.paymentTransaction.count({ where: { paymentId } })).toBe(0);
});

test("a part of the money does not confirm; the rest does", async () => {
  const placed = await placeUnpaid(product);
  await hear(product, placed.paymentId, moved("capture", 400, "first"));
  expect(await orderOf(placed.orderId)).toMatchObject({
    status: "pending",
    paymentStatus: "partially_paid",
    payments: [{ status: "partially_captured" }],
  });
  await hear(product, placed.paymentId, moved("capture", 600, "second"));
  expect(await orderOf(placed.orderId)).toMatchObject({
    status: "confirmed",
    paymentStatus: "paid",
  });
});

test("too much money is seen as such, and confirms nothing until the difference is back", async () => {
  const placed = await placeUnpaid(product);
  await hear(product, placed.paymentId, moved("capture", 1500));
  expect(await orderOf(placed.orderId)).toMatchObject({
    status: "pending",
    paymentStatus: "overpaid",
  });
  const payment = () => product.as().payments.get({ id: placed.paymentId });
  expect(await payment()).toMatchObject({ requiresReview: true });
  await product.as().refunds.create({ orderId: placed.orderId, amount: eur(500) });
  expect(await orderOf(placed.orderId)).toMatchObject({
    status: "confirmed",
    paymentStatus: "partially_refunded",
  });
  expect(await payment()).toMatchObject({ requiresReview: false });
});

test("a provider's word of success without any money confirms nothing", async () => {
  const placed = await placeUnpaid(product);
  await hear(product, placed.paymentId, told({ state: "captured" }));
  expect(await orderOf(placed.orderId)).toMatchObject({
    status: "pending",
    paymentStatus: "unpaid",
  });
});

test("a pending fact counts once it succeeds, and an end is not taken back", async () => {
  const placed = await placeUnpaid(product);
  const fact = { type: "capture", ref: "c1", amount: 1000, at: new Date() } as const;
  const hearFact = (status: "pending" | "succeeded" | "failed") =>
    hear(product, placed.paymentId, told({ state: "processing", facts: [{ ...fact, status }] }));
  await hearFact("pending");
  expect(await orderOf(placed.orderId)).toMatchObject({ paymentStatus: "pending" });
  await hearFact("succeeded");
  await hearFact("failed");
  expect(await orderOf(placed.orderId)).toMatchObject({
    status: "confirmed",
    paymentStatus: "paid",
  });
});

test("a refund changes what the order says of its money, not the order", async () => {
  const placed = await placeUnpaid(product);
  await hear(product, placed.paymentId, moved("capture", 1000));
  await hear(product, placed.paymentId, moved("refund", 300, "r1"));
  expect(await orderOf(placed.orderId)).toMatchObject({ paymentStatus: "partially_refunded" });
  await hear(product, placed.paymentId, moved("refund", 700, "r2"));
  expect(await orderOf(placed.orderId)).toMatchObject({
    status: "confirmed",
    paymentStatus: "refunded",
    payments: [{ status: "refunded" }],
  });
});

test("money for a canceled order is told of once and confirms nothing", async () => {
  const placed = await placeUnpaid(product);
  await product.as().orders.cancel({ id: placed.orderId });
  await hear(product, placed.paymentId, moved("capture", 1000));
  // Stripe tells of one capture by its session and by its intent.
  await hear(product, placed.paymentId, moved("capture", 1000));
  expect(await orderOf(placed.orderId)).toMatchObject({
    status: "canceled",
    paymentStatus: "paid",
  });
  expect(await eventsOf(product, placed)).toEqual([
    "order.created",
    "payment.canceled",
    "order.canceled",
    "payment.captured",
    "payment.unexpected",
  ]);
  expect(await levelOf(product, placed.sku)).toEqual({ stocked: 1, reserved: 0, available: 1 });
});

test("the money of an order that is canceled goes back", async () => {
  const [part, whole] = [await placeUnpaid(product), await placeUnpaid(product)];
  await hear(product, part.paymentId, moved("capture", 400));
  await hear(product, whole.paymentId, moved("capture", 1000));
  for (const { orderId, paymentId, sku } of [part, whole]) {
    await product.as().orders.cancel({ id: orderId });
    expect(await orderOf(orderId)).toMatchObject({
      status: "canceled",
      paymentStatus: "refunded",
    });
    const { data: refunds } = await product.as().refunds.list({ paymentId });
    expect(refunds).toMatchObject([{ status: "succeeded", source: "own" }]);
    expect(await levelOf(product, sku)).toMatchObject({ reserved: 0 });
  }
});

test("an order that was paid by hand is canceled once its money is noted as given back", async () => {
  const { sku } = await placeUnpaid(product);
  await product.as().inventory.set({ sku, stocked: 2 });
  const { id, payments } = await product.as().orders.create({
    email: "hand@example.com",
    lines: [{ sku, quantity: 1 }],
    payment: { provider: "manual" },
  });
  await product.as().payments.markPaid({ id: payments[0]?.id ?? "" });
  expect(await outcomeOf(product.as().orders.cancel({ id }))).toBe("conflict");
  expect(await product.as().refunds.create({ orderId: id })).toMatchObject({
    status: "succeeded",
    amount: eur(1000),
  });
  expect(await product.as().orders.cancel({ id })).toMatchObject({
    status: "canceled",
    paymentStatus: "refunded",
  });
});

test("two amounts told of one capture: the smaller counts, and a person has to look at it", async () => {
  const placed = await placeUnpaid(product);
  await hear(product, placed.paymentId, moved("capture", 900));
  await hear(product, placed.paymentId, moved("capture", 1000));
  expect(await product.as().payments.get({ id: placed.paymentId })).toMatchObject({
    amountCaptured: eur(900),
    requiresReview: true,
  });
  expect(await orderOf(placed.orderId)).toMatchObject({ status: "pending" });
  expect(await eventsOf(product, placed)).toContain("payment.review_required");
});

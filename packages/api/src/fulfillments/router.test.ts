import { afterAll, beforeAll, expect, test } from "vitest";
import {
  createTestProduct,
  keyOf,
  levelOf,
  outcomeOf,
  sell,
  type TestProduct,
  wrongLevels,
} from "../testing/index.ts";

let product: TestProduct;
beforeAll(async () => {
  product = await createTestProduct();
});
afterAll(() => product.close());

type Shop = ReturnType<TestProduct["as"]>;
type Line = { sku: string; quantity: number };

async function placePaid(lines: Line[], email = "b@example.com", shop: Shop = product.as()) {
  const order = await shop.orders.create({ email, lines });
  await product.as().payments.markPaid({ id: order.payments[0]?.id ?? "" });
  return { id: order.id, number: order.number, lineIds: order.lines.map(({ id }) => id) };
}

const ship = (input: Parameters<Shop["fulfillments"]["create"]>[0]) =>
  product.as().fulfillments.create(input);
const orderOf = (id: string) => product.as().orders.get({ id });
const typesOf = async (objectId: string) =>
  (await product.as().events.list({ objectId })).data.map(({ type }) => type).reverse();

test("an order goes out in two parcels, each off the shelf when it leaves", async () => {
  const [mug, board] = [await sell(product, 10), await sell(product, 5)];
  const order = await placePaid([
    { sku: mug, quantity: 3 },
    { sku: board, quantity: 1 },
  ]);
  const [mugs = "", boards = ""] = order.lineIds;
  const first = await ship({
    ...{ orderId: order.id, lines: [{ lineId: mugs, quantity: 2 }] },
    ...{
      carrier: "Gull Express",
      trackingNumber: "GE1",
      trackingUrl: "https://parcels.example/GE1",
    },
  });
  expect(first).toMatchObject({
    ...{ status: "shipped", carrier: "Gull Express", deliveredAt: null, canceledAt: null },
    lines: [{ lineId: mugs, sku: mug, quantity: 2 }],
  });
  expect(await orderOf(order.id)).toMatchObject({
    ...{ status: "confirmed", fulfillmentStatus: "partially_fulfilled" },
    lines: [{ fulfilledQuantity: 2 }, { fulfilledQuantity: 0 }],
  });
  expect(await levelOf(product, mug)).toEqual({ stocked: 8, reserved: 1, available: 7 });
  expect(await levelOf(product, board)).toEqual({ stocked: 5, reserved: 1, available: 4 });

  const second = await ship({ orderId: order.id });
  expect(second.lines).toMatchObject([
    { lineId: mugs, quantity: 1 },
    { lineId: boards, quantity: 1 },
  ]);
  expect(await orderOf(order.id)).toMatchObject({
    ...{ status: "completed", fulfillmentStatus: "fulfilled" },
    lines: [{ fulfilledQuantity: 3 }, { fulfilledQuantity: 1 }],
  });
  expect(await levelOf(product, mug)).toEqual({ stocked: 7, reserved: 0, available: 7 });
  expect(await wrongLevels(product)).toEqual([]);
  const { data } = await product.as().fulfillments.list({ orderId: order.id });
  expect(data.map(({ id }) => id)).toEqual([second.id, first.id]);
});

test("two who ship the same line at once: one wins, the other hears what is left", async () => {
  for (let round = 0; round < 10; round++) {
    const sku = await sell(product, 5);
    const { id: orderId, lineIds } = await placePaid([{ sku, quantity: 3 }]);
    const [lineId = ""] = lineIds;
    const parcel = { orderId, lines: [{ lineId, quantity: 2 }] };
    const outcomes = await Promise.all([outcomeOf(ship(parcel)), outcomeOf(ship(parcel))]);
    expect(outcomes.sort()).toEqual(["conflict", "ok"]);
    await expect(ship(parcel)).rejects.toMatchObject({
      cause: {
        code: "conflict",
        data: { lines: [{ lineId, sku, requested: 2, left: 1 }] },
      },
    });
    expect(await levelOf(product, sku)).toEqual({ stocked: 3, reserved: 1, available: 2 });
  }
  expect(await wrongLevels(product)).toEqual([]);
});

test("the whole order is shipped once, however often it is asked for", async () => {
  const sku = await sell(product, 5);
  const { id: orderId, lineIds } = await placePaid([{ sku, quantity: 2 }]);
  const outcomes = await Promise.all([1, 2, 3].map(() => outcomeOf(ship({ orderId }))));
  expect(outcomes.sort()).toEqual(["conflict", "conflict", "ok"]);
  await expect(ship({ orderId })).rejects.toMatchObject({
    cause: { data: { lines: [{ lineId: lineIds[0], left: 0 }] } },
  });
  expect((await levelOf(product, sku)).stocked).toBe(3);
});

test("what is not to be shipped is refused, and says why", async () => {
  const sku = await sell(product, 5);
  const paid = await placePaid([{ sku, quantity: 1 }]);
  const other = await placePaid([{ sku, quantity: 1 }]);
  const open = await product.as().orders.create({
    ...{ email: "o@example.com", lines: [{ sku, quantity: 1 }] },
  });
  await expect(ship({ orderId: open.id })).rejects.toMatchObject({
    cause: { code: "transition_invalid", data: { from: "pending", to: "completed" } },
  });
  const strange = [{ lineId: other.lineIds[0] ?? "", quantity: 1 }];
  await expect(ship({ orderId: paid.id, lines: strange })).rejects.toMatchObject({
    cause: { code: "validation_failed", errors: [{ pointer: "#/lines/0/lineId" }] },
  });
  const [lineId = ""] = paid.lineIds;
  const twice = [
    { lineId, quantity: 1 },
    { lineId, quantity: 1 },
  ];
  await expect(ship({ orderId: paid.id, lines: twice })).rejects.toMatchObject({
    cause: { code: "validation_failed" },
  });
  expect((await orderOf(paid.id)).fulfillmentStatus).toBe("unfulfilled");
});

test("a canceled shipment is on the shelf again, for its order, which is shipped anew", async () => {
  const [mug, board] = [await sell(product, 4), await sell(product, 4)];
  const order = await placePaid([
    { sku: mug, quantity: 2 },
    { sku: mug, quantity: 1 },
    { sku: board, quantity: 1 },
  ]);
  const [mugs = ""] = order.lineIds;
  await ship({ orderId: order.id, lines: [{ lineId: mugs, quantity: 1 }] });
  const wrong = await ship({ orderId: order.id });
  expect(await orderOf(order.id)).toMatchObject({ status: "completed" });
  const canceled = await product.as().fulfillments.cancel({ id: wrong.id });
  expect(canceled).toMatchObject({ status: "canceled", canceledAt: expect.any(String) });
  expect(await orderOf(order.id)).toMatchObject({
    ...{ status: "confirmed", fulfillmentStatus: "partially_fulfilled" },
    lines: [{ fulfilledQuantity: 1 }, { fulfilledQuantity: 0 }, { fulfilledQuantity: 0 }],
  });
  expect(await levelOf(product, mug)).toEqual({ stocked: 3, reserved: 2, available: 1 });
  expect(await levelOf(product, board)).toEqual({ stocked: 4, reserved: 1, available: 3 });
  await expect(product.as().fulfillments.cancel({ id: wrong.id })).rejects.toMatchObject({
    cause: { code: "transition_invalid", data: { from: "canceled", to: "canceled" } },
  });

  await ship({ orderId: order.id });
  expect(await orderOf(order.id)).toMatchObject({
    ...{ status: "completed", fulfillmentStatus: "fulfilled" },
  });
  expect(await levelOf(product, mug)).toEqual({ stocked: 1, reserved: 0, available: 1 });
  expect(await wrongLevels(product)).toEqual([]);
  expect(await typesOf(wrong.id)).toEqual(["fulfillment.shipped", "fulfillment.canceled"]);
});

test("what has arrived is not canceled, and an order that is partly out is not either", async () => {
  const sku = await sell(product, 4);
  const { id: orderId, lineIds } = await placePaid([{ sku, quantity: 2 }]);
  const { id } = await ship({ orderId, lines: [{ lineId: lineIds[0] ?? "", quantity: 1 }] });
  await expect(product.as().orders.cancel({ id: orderId })).rejects.toMatchObject({
    cause: { code: "conflict" },
  });
  expect(await product.as().fulfillments.deliver({ id })).toMatchObject({
    ...{ status: "delivered", deliveredAt: expect.any(String) },
  });
  await expect(product.as().fulfillments.cancel({ id })).rejects.toMatchObject({
    cause: { code: "transition_invalid", data: { from: "delivered", to: "canceled" } },
  });
  expect(await product.as().fulfillments.get({ id })).toMatchObject({ status: "delivered" });
  expect(await typesOf(id)).toEqual(["fulfillment.shipped", "fulfillment.delivered"]);
});

test("delivering and canceling at once: exactly one wins", async () => {
  for (let round = 0; round < 10; round++) {
    const sku = await sell(product, 1);
    const { id: orderId } = await placePaid([{ sku, quantity: 1 }]);
    const { id } = await ship({ orderId });
    const { deliver, cancel } = product.as().fulfillments;
    const outcomes = await Promise.all([outcomeOf(deliver({ id })), outcomeOf(cancel({ id }))]);
    expect(outcomes.sort()).toEqual(["ok", "transition_invalid"]);
  }
  expect(await wrongLevels(product)).toEqual([]);
});

test("the buyer hears of each parcel, with its tracking", async () => {
  const sku = await sell(product, 4);
  const email = "parcels@example.com";
  const order = await placePaid([{ sku, quantity: 2 }], email);
  const [lineId = ""] = order.lineIds;
  await ship({
    ...{ orderId: order.id, lines: [{ lineId, quantity: 1 }], carrier: "Gull Express" },
    ...{ trackingNumber: "GE7", trackingUrl: "https://parcels.example/GE7" },
  });
  await ship({ orderId: order.id, lines: [{ lineId, quantity: 1 }] });
  await product.runJobs();
  const { data } = await product.as().notifications.list({ to: email });
  const shipped = data.filter(({ template }) => template === "order-shipped").reverse();
  expect(shipped).toHaveLength(2);
  expect(shipped[0]?.subject).toContain(`A part of your order #${order.number}`);
  const { text } = await product.as().notifications.get({ id: shipped[0]?.id ?? "" });
  expect(text).toContain("Parcel: Gull Express GE7");
  expect(text).toContain("https://parcels.example/GE7");
});

test("another partner's shipment is not there", async () => {
  const sku = await sell(product, 2);
  const { id } = await product.as().partners.create({ name: `One ${sku}` });
  const other = await product.as().partners.create({ name: `Other ${sku}` });
  const mine = product.as(keyOf(id));
  const order = await placePaid([{ sku, quantity: 1 }], "p@example.com", mine);
  const shipment = await mine.fulfillments.create({ orderId: order.id });
  const theirs = product.as(keyOf(other.id)).fulfillments;
  const missing = { cause: { code: "not_found" } };
  for (const step of [theirs.get, theirs.deliver, theirs.cancel]) {
    await expect(step({ id: shipment.id })).rejects.toMatchObject(missing);
  }
  expect((await theirs.list({ orderId: order.id })).data).toEqual([]);
  await expect(theirs.create({ orderId: order.id })).rejects.toMatchObject(missing);
});

test("what came back with a refund is on the shelf once, whatever becomes of money and parcel", async () => {
  const sku = await sell(product, 3);
  const order = await placePaid([{ sku, quantity: 2 }]);
  const [lineId = ""] = order.lineIds;
  const { id } = await ship({ orderId: order.id });
  const { refunds, fulfillments } = product.as();
  const back = { orderId: order.id, lines: [{ lineId, quantity: 1, restock: true }] };
  const refund = await refunds.create(back);
  expect(await levelOf(product, sku)).toEqual({ stocked: 2, reserved: 0, available: 2 });
  expect(await outcomeOf(fulfillments.cancel({ id }))).toBe("conflict");
  await product.db.prisma.refund.update({ where: { id: refund.id }, data: { status: "failed" } });
  expect(await outcomeOf(fulfillments.cancel({ id }))).toBe("conflict");
  const again = { ...back, lines: [{ lineId, quantity: 2, restock: true }] };
  expect(await outcomeOf(refunds.create(again))).toBe("conflict");
  expect(await levelOf(product, sku)).toEqual({ stocked: 2, reserved: 0, available: 2 });
});

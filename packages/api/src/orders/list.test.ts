import { afterAll, beforeAll, expect, test } from "vitest";
import {
  createTestProduct,
  keyOf,
  outcomeOf,
  sell,
  type TestProduct,
  userOf,
} from "../testing/index.ts";

let product: TestProduct;
let sku: string;
beforeAll(async () => {
  product = await createTestProduct();
  sku = await sell(product, 1000);
});
afterAll(() => product.close());

type NewOrder = Parameters<ReturnType<TestProduct["as"]>["orders"]["create"]>[0];

function place(fields: Partial<NewOrder> = {}, caller = product.as()) {
  const order = { email: "a@example.com", lines: [{ sku, quantity: 1 }], ...fields };
  return caller.orders.create(order);
}

const idsOf = async (filter: Parameters<ReturnType<TestProduct["as"]>["orders"]["list"]>[0]) =>
  (await product.as().orders.list(filter)).data.map(({ id }) => id);

test("orders are found by number, address, state and the partner's own id", async () => {
  const one = await place({ email: "one@shop.example", externalId: "erp-1" });
  const two = await place({ email: "two@shop.example", externalId: "erp-2" });
  await product.as().orders.cancel({ id: two.id });
  expect(one.number).toBeGreaterThanOrEqual(1001);
  expect(await idsOf({ q: `#${one.number}` })).toEqual([one.id]);
  expect(await idsOf({ q: String(two.number) })).toEqual([two.id]);
  expect(await idsOf({ q: "SHOP.example" })).toEqual([two.id, one.id]);
  expect(await idsOf({ email: "ONE@shop.example" })).toEqual([one.id]);
  expect(await idsOf({ status: "canceled" })).toEqual([two.id]);
  expect(await idsOf({ externalId: "erp-1" })).toEqual([one.id]);
  expect(await idsOf({ q: "99999999999999" })).toEqual([]);
});

test("a partner's own id names one order of his, and others may use it too", async () => {
  const { partners } = product.as();
  const [one, other] = [
    await partners.create({ name: "P1" }),
    await partners.create({ name: "P2" }),
  ];
  const first = await place({ externalId: "same" }, product.as(keyOf(one.id)));
  await expect(place({ externalId: "same" }, product.as(keyOf(one.id)))).rejects.toMatchObject({
    cause: { code: "conflict", data: { externalId: "same" } },
  });
  const second = await place({ externalId: "same" }, product.as(keyOf(other.id)));
  expect(second.id).not.toBe(first.id);
});

test("pages of orders neither repeat nor miss one while orders come in", async () => {
  const placed: string[] = [];
  for (let index = 0; index < 7; index++) {
    placed.unshift((await place({ email: "page@example.com" })).id);
  }
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await product.as().orders.list({ email: "page@example.com", limit: 3, cursor });
    seen.push(...page.data.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
    await place({ email: "page@example.com" });
  } while (cursor);
  expect(seen).toEqual(placed);
});

test("a partner reads his payments, shipments and history, and nobody else's", async () => {
  const { partners } = product.as();
  const [one, other] = [
    await partners.create({ name: "P3" }),
    await partners.create({ name: "P4" }),
  ];
  const { id, payments } = await place({}, product.as(keyOf(one.id)));
  const paymentId = payments[0]?.id ?? "";
  await product.as().payments.markPaid({ id: paymentId });
  await product.as().fulfillments.create({ orderId: id, carrier: "Post" });
  const mine = product.as(keyOf(one.id));
  expect((await mine.payments.list({})).data).toMatchObject([
    { id: paymentId, status: "captured" },
  ]);
  expect((await mine.fulfillments.list({ orderId: id })).data).toMatchObject([{ carrier: "Post" }]);
  expect((await mine.orders.history({ id })).data.map(({ action }) => action)).toEqual([
    "orders.create",
    "payments.markPaid",
    "fulfillments.create",
  ]);
  const theirs = product.as(keyOf(other.id));
  expect((await theirs.payments.list({})).data).toEqual([]);
  expect((await theirs.fulfillments.list({ orderId: id })).data).toEqual([]);
  expect((await theirs.events.list({})).data).toEqual([]);
  const refused = [
    theirs.payments.get({ id: paymentId }),
    theirs.fulfillments.create({ orderId: id }),
    theirs.orders.history({ id }),
  ];
  expect(await Promise.all(refused.map(outcomeOf))).toEqual(Array(3).fill("not_found"));
});

test("what is not confirmed is not shipped, and nothing is shipped twice", async () => {
  const { id, payments } = await place();
  const ship = () => outcomeOf(product.as().fulfillments.create({ orderId: id }));
  expect(await ship()).toBe("transition_invalid");
  await product.as().payments.markPaid({ id: payments[0]?.id ?? "" });
  const outcomes = await Promise.all([ship(), ship(), ship()]);
  expect(outcomes.toSorted()).toEqual(["conflict", "conflict", "ok"]);
  expect((await product.as().fulfillments.list({ orderId: id })).data).toHaveLength(1);
});

test("marking paid is for those who may, and for open manual payments", async () => {
  const manual = (await place()).payments[0]?.id ?? "";
  const hosted = (await place({ payment: { provider: "test" } })).payments[0]?.id ?? "";
  const viewer = product.as(userOf("viewer"));
  expect(await outcomeOf(viewer.payments.markPaid({ id: manual }))).toBe("forbidden");
  const { payments } = product.as();
  expect(await outcomeOf(payments.markPaid({ id: hosted }))).toBe("conflict");
  expect(await outcomeOf(payments.markPaid({ id: manual }))).toBe("ok");
  expect(await outcomeOf(payments.markPaid({ id: manual }))).toBe("conflict");
});

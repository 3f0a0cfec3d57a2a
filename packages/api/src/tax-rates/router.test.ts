import { afterAll, beforeEach, expect, test } from "vitest";
import { examine } from "../doctor.ts";
import {
  createTestProduct,
  eur,
  keyOf,
  outcomeOf,
  sell,
  type TestProduct,
  userOf,
} from "../testing/index.ts";

const product: TestProduct = await createTestProduct();
afterAll(() => product.close());
beforeEach(async () => {
  await product.db.prisma.taxRate.deleteMany();
  await product.as().shop.update({ taxIncluded: true, country: null });
});

type NewOrder = Parameters<ReturnType<TestProduct["as"]>["orders"]["create"]>[0];

const email = "zoe@example.com";
const rates = () => product.as().taxRates;
const place = (order: Omit<NewOrder, "email">) => product.as().orders.create({ email, ...order });
const to = (country: string, region?: string) => ({ line1: "1 Quay", city: "X", country, region });

test("without rates no order bears a tax", async () => {
  await product.as().shop.update({ country: "DE" });
  const sku = await sell(product, 9, 1890);
  const order = await place({ lines: [{ sku, quantity: 2 }], shippingAddress: to("DE") });
  expect(order).toMatchObject({
    ...{ subtotal: eur(3780), taxTotal: eur(0), total: eur(3780) },
    lines: [{ taxTotal: eur(0), taxRate: null }],
  });
});

test("a price that includes tax says how much, line by line", async () => {
  await rates().create({ country: "DE", name: "VAT 19 %", ratePpm: 190_000 });
  const [mug, board] = [await sell(product, 9, 1890), await sell(product, 9, 333)];
  const lines = [
    { sku: mug, quantity: 2 },
    { sku: board, quantity: 1 },
  ];
  const order = await place({ lines, shippingAddress: to("DE") });
  expect(order).toMatchObject({
    // 3780 × 19/119 = 603.53 and 333 × 19/119 = 53.17, rounded each.
    ...{ taxIncluded: true, subtotal: eur(4113), taxTotal: eur(657), total: eur(4113) },
    lines: [
      { taxTotal: eur(604), taxRate: { name: "VAT 19 %", ratePpm: 190_000 } },
      { taxTotal: eur(53) },
    ],
    payments: [{ amount: eur(4113) }],
  });
});

test("a price without tax bears it on top, and the payment is of both", async () => {
  await product.as().shop.update({ taxIncluded: false });
  await rates().create({ country: "US", region: "CA", name: "Sales tax", ratePpm: 72_500 });
  const sku = await sell(product, 9, 1999);
  const lines = [{ sku, quantity: 3 }];
  const order = await place({ lines, shippingAddress: to("US", "ca") });
  expect(order).toMatchObject({
    ...{ taxIncluded: false, subtotal: eur(5997), taxTotal: eur(435), total: eur(6432) },
    payments: [{ amount: eur(6432) }],
  });
  expect(await place({ lines, shippingAddress: to("US", "NV") })).toMatchObject({
    ...{ taxTotal: eur(0), total: eur(5997) },
  });
});

test("the address decides: its region, its country, and without one the shop's own", async () => {
  await rates().create({ country: "DE", name: "DE", ratePpm: 190_000 });
  await rates().create({ country: "ES", name: "ES", ratePpm: 210_000 });
  await rates().create({ country: "ES", region: "Canarias", name: "IGIC", ratePpm: 70_000 });
  await product.as().shop.update({ country: "DE" });
  const sku = await sell(product, 9);
  const nameOf = async (shippingAddress?: NewOrder["shippingAddress"]) => {
    const order = await place({ lines: [{ sku, quantity: 1 }], shippingAddress });
    return order.lines[0]?.taxRate?.name;
  };
  expect(await nameOf()).toBe("DE");
  expect(await nameOf(to("ES"))).toBe("ES");
  expect(await nameOf(to("ES", "CANARIAS"))).toBe("IGIC");
  expect(await nameOf(to("ES", "Madrid"))).toBe("ES");
  expect(await nameOf(to("CH"))).toBeUndefined();
});

test("an order keeps the tax that it was placed with", async () => {
  const rate = await rates().create({ country: "DE", name: "VAT 19 %", ratePpm: 190_000 });
  const sku = await sell(product, 9);
  const { id } = await place({ lines: [{ sku, quantity: 1 }], shippingAddress: to("DE") });
  await rates().update({ id: rate.id, name: "VAT 7 %", ratePpm: 70_000 });
  await product.as().shop.update({ taxIncluded: false });
  await rates().remove({ id: rate.id });
  expect(await product.as().orders.get({ id })).toMatchObject({
    ...{ taxIncluded: true, taxTotal: eur(160), total: eur(1000) },
    lines: [{ taxRate: { name: "VAT 19 %", ratePpm: 190_000 } }],
  });
  const broken = (await examine(product.db.prisma)).filter(({ broken }) => broken > 0);
  expect(broken).toEqual([]);
});

test("a place has one rate, however it is written", async () => {
  await rates().create({ country: "ES", region: "Canarias", name: "IGIC", ratePpm: 70_000 });
  const again = { country: "ES", name: "Again", ratePpm: 1 };
  expect(await outcomeOf(rates().create({ ...again, region: " CANARIAS " }))).toBe("conflict");
  expect(await outcomeOf(rates().create(again))).toBe("ok");
  expect(await outcomeOf(rates().create(again))).toBe("conflict");
  for (const wrong of [{ country: "de" }, { ratePpm: 1_000_001 }, { ratePpm: -1 }, { name: " " }]) {
    const input = { country: "DE", name: "VAT", ratePpm: 190_000, ...wrong };
    expect(await outcomeOf(rates().create(input))).toBe("validation_failed");
  }
  expect((await rates().list({})).data.map(({ region }) => region)).toEqual([null, "Canarias"]);
  const { taxRates } = product.as(userOf("operations"));
  expect(await outcomeOf(taxRates.list({}))).toBe("forbidden");
});

test("a preview says what the order would, and reserves nothing", async () => {
  await rates().create({ country: "DE", name: "VAT 19 %", ratePpm: 190_000 });
  const sku = await sell(product, 3, 1890);
  const partner = await product.as().partners.create({ name: `P ${sku}` });
  const { orders } = product.as(keyOf(partner.id));
  const lines = [
    { sku, quantity: 2 },
    { sku, quantity: 2 },
  ];
  const preview = await orders.preview({ lines, shippingAddress: { country: "DE" } });
  expect(preview).toMatchObject({
    ...{ subtotal: eur(7560), taxTotal: eur(1208), total: eur(7560), inStock: false },
    lines: [{ available: 3, taxTotal: eur(604) }, { available: 3 }],
  });
  expect(await product.as().inventory.get({ sku })).toMatchObject({ reserved: 0 });
  const [first] = lines;
  const asked = { lines: first ? [first] : [], shippingAddress: to("DE") };
  const { lines: priced, inStock, ...sums } = await orders.preview(asked);
  expect(inStock).toBe(true);
  const order = await place(asked);
  expect(order).toMatchObject(sums);
  expect(priced.map(({ available: _, ...line }) => line)).toMatchObject([
    { sku, taxTotal: order.lines[0]?.taxTotal, taxRate: order.lines[0]?.taxRate },
  ]);
  const nothing = orders.preview({ lines: [{ sku: "NONE", quantity: 1 }] });
  expect(await outcomeOf(nothing)).toBe("validation_failed");
});

test("what tax makes too much to be paid is refused before anything is written", async () => {
  await product.as().shop.update({ taxIncluded: false });
  await rates().create({ country: "DE", name: "VAT", ratePpm: 1_000_000 });
  const sku = await sell(product, 9, 600_000_000_000);
  const order = { lines: [{ sku, quantity: 1 }] };
  expect(await outcomeOf(place({ ...order, shippingAddress: to("DE") }))).toBe("validation_failed");
  expect(await outcomeOf(place({ ...order, shippingAddress: to("CH") }))).toBe("ok");
});

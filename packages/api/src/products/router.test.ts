import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestProduct, eur, outcomeOf, type TestProduct, tally } from "../testing/index.ts";

let product: TestProduct;
beforeAll(async () => {
  product = await createTestProduct();
});
afterAll(() => product.close());

let serial = 0;
type Created = Awaited<ReturnType<typeof create>>;
type NewProduct = Parameters<ReturnType<TestProduct["as"]>["products"]["create"]>[0];

function create(fields: Partial<NewProduct> = {}) {
  serial += 1;
  const variants = [{ sku: `P-${serial}`, price: eur(1000), stock: 3 }];
  return product
    .as()
    .products.create({ title: `Product ${serial}`, status: "active", variants, ...fields });
}

const usd = (amount: number) => ({ amount, currency: "USD" });
const pass = (ms: number) => product.clock.set(new Date(product.clock.now().getTime() + ms));
const skuOf = ({ variants: [variant] }: Created) => variant?.sku ?? "";

test("a product is created with its prices, its stock and a handle made from its title", async () => {
  const created = await create({ title: "Zoë's Larch Board, No. 3", tags: ["wood"] });
  expect(created).toMatchObject({
    handle: "zoe-s-larch-board-no-3",
    status: "active",
    tags: ["wood"],
    description: "",
    externalId: null,
    metadata: {},
    variants: [{ title: "Default", price: eur(1000), stock: 3 }],
  });
  expect(await product.as().products.get({ id: created.id })).toEqual(created);
  const again = await create({ title: "Zoë's Larch Board, No. 3" });
  expect(again.handle).toMatch(/^zoe-s-larch-board-no-3-[0-9a-z]{6}$/);
});

test("a SKU or handle that is taken is a conflict, also for many at once", async () => {
  const first = await create();
  const variants = [{ sku: skuOf(first), price: eur(1) }];
  expect(await outcomeOf(create({ variants }))).toBe("conflict");
  expect(await outcomeOf(create({ handle: first.handle }))).toBe("conflict");
  const twins = Array.from({ length: 6 }, () =>
    outcomeOf(create({ variants: [{ sku: "TWIN", price: eur(1) }] })),
  );
  expect(tally(await Promise.all(twins))).toEqual({ ok: 1, conflict: 5 });
  const twice = [
    { sku: "SAME", price: eur(1) },
    { sku: "SAME", price: eur(1) },
  ];
  expect(await outcomeOf(create({ variants: twice }))).toBe("conflict");
});

test("a patch changes what it names and nothing else", async () => {
  const before = await create({
    externalId: "ext-1",
    tags: ["a"],
    metadata: { color: "blue", size: "L" },
  });
  pass(1000);
  const { id } = before;
  const after = await product.as().products.update({ id, title: "New name" });
  expect(after).toEqual({
    ...before,
    title: "New name",
    updatedAt: product.clock.now().toISOString(),
  });
  const patched = await product
    .as()
    .products.update({ id, externalId: null, metadata: { size: null, weight: "2 kg" } });
  expect(patched).toMatchObject({ title: "New name", externalId: null, tags: ["a"] });
  expect(patched.metadata).toEqual({ color: "blue", weight: "2 kg" });
});

test("patches at once lose nothing of each other", async () => {
  const { id } = await create();
  const names = Array.from({ length: 8 }, (_, index) => `note-${index}`);
  await Promise.all(
    names.map((name) => product.as().products.update({ id, metadata: { [name]: "x" } })),
  );
  const { metadata } = await product.as().products.get({ id });
  expect(Object.keys(metadata).sort()).toEqual(names);
});

test("metadata has fifty entries at the most, patched or not", async () => {
  const entries = (from: number, count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${from + index}`, "v"]));
  const { id } = await create({ metadata: entries(0, 50) });
  expect(await outcomeOf(product.as().products.update({ id, metadata: entries(50, 1) }))).toBe(
    "validation_failed",
  );
  expect(await outcomeOf(create({ metadata: entries(0, 51) }))).toBe("validation_failed");
});

test("variants are changed and added by SKU; those left out stay", async () => {
  const created = await create();
  const sku = skuOf(created);
  const { variants } = await product.as().products.update({
    id: created.id,
    variants: [
      { sku, price: eur(1200) },
      { sku: `${sku}-XL`, title: "XL", price: eur(1500) },
    ],
  });
  expect(variants).toMatchObject([
    { sku, price: eur(1200), stock: 3 },
    { sku: `${sku}-XL`, title: "XL", price: eur(1500), stock: 0 },
  ]);
  const kept = await product
    .as()
    .products.update({ id: created.id, variants: [{ sku, title: "M" }] });
  expect(kept.variants).toMatchObject([
    { sku, title: "M", price: eur(1200) },
    { sku: `${sku}-XL` },
  ]);
  const unpriced = product
    .as()
    .products.update({ id: created.id, variants: [{ sku: `${sku}-S` }] });
  expect(await outcomeOf(unpriced)).toBe("validation_failed");
  const other = await create();
  const stolen = product.as().products.update({ id: other.id, variants: [{ sku, price: eur(1) }] });
  expect(await outcomeOf(stolen)).toBe("conflict");
});

test("a price can be had in every currency that the product has", async () => {
  const created = await create();
  const [id, sku] = [created.id, skuOf(created)];
  const { products } = product.as();
  expect(await outcomeOf(products.get({ id, currency: "USD" }))).toBe("currency_unavailable");
  await products.update({ id, variants: [{ sku, price: usd(1100) }] });
  expect((await products.get({ id, currency: "USD" })).variants).toMatchObject([
    { sku, price: usd(1100) },
  ]);
  expect((await products.get({ id })).variants).toMatchObject([{ price: eur(1000) }]);
  const inUsd = await products.list({ currency: "USD" });
  expect(inUsd.data.map((one) => one.id)).toEqual([id]);
  expect(await outcomeOf(products.list({ currency: "JPY" }))).toBe("currency_unavailable");
  expect(await outcomeOf(products.list({ currency: "XXQ" }))).toBe("validation_failed");
});

test("a price that names no currency is in the shop's", async () => {
  const created = await create({ variants: [{ sku: "PLAIN", price: { amount: 900 } }] });
  expect(created.variants).toMatchObject([{ price: eur(900) }]);
  const variants = [{ sku: "PLAIN", price: { amount: 950 } }];
  const updated = await product.as().products.update({ id: created.id, variants });
  expect(updated.variants).toMatchObject([{ price: eur(950) }]);
});

test("a new variant needs a price in the shop's currency", async () => {
  const variants = [{ sku: "ONLY-USD", price: usd(1) }];
  expect(await outcomeOf(create({ variants }))).toBe("validation_failed");
  const { id } = await create();
  expect(await outcomeOf(product.as().products.update({ id, variants }))).toBe("validation_failed");
});

test("an archived product is not sold, and is told of once", async () => {
  const created = await create();
  const { id } = created;
  await product.as().products.archive({ id });
  await product.as().products.archive({ id });
  expect(await product.as().products.get({ id })).toMatchObject({ status: "archived" });
  const events = await product.as().events.list({ objectId: id });
  expect(events.data.map(({ type }) => type)).toEqual(["product.archived", "product.created"]);
  const order = { email: "a@example.com", lines: [{ sku: skuOf(created), quantity: 1 }] };
  await expect(product.as().orders.create(order)).rejects.toMatchObject({
    cause: { code: "validation_failed", errors: [{ pointer: "#/lines/0/sku" }] },
  });
  await product.as().products.update({ id, status: "active" });
  expect(await outcomeOf(product.as().orders.create(order))).toBe("ok");
});

test("an order of more money than there is a number for is refused", async () => {
  const created = await create({
    variants: [{ sku: "GOLD", price: eur(999_999_999_999), stock: 9 }],
  });
  const place = (quantity: number) =>
    product.as().orders.create({
      email: "rich@example.com",
      lines: [{ sku: skuOf(created), quantity }],
    });
  expect(await outcomeOf(place(2))).toBe("validation_failed");
  expect(await outcomeOf(place(1))).toBe("ok");
});

test("an unknown product is not found", async () => {
  const id = "prd_01aaaaaaaaaaaaaaaaaaaaaaaa";
  const { products } = product.as();
  expect(await outcomeOf(products.get({ id }))).toBe("not_found");
  expect(await outcomeOf(products.update({ id, title: "x" }))).toBe("not_found");
  expect(await outcomeOf(products.archive({ id }))).toBe("not_found");
});

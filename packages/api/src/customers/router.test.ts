import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestProduct, keyOf, outcomeOf, sell, type TestProduct } from "../testing/index.ts";

let product: TestProduct;
beforeAll(async () => {
  product = await createTestProduct();
});
afterAll(() => product.close());

const address = { line1: "Kai 1", city: "Kiel", country: "DE" };

test("a customer is created, found by parts of the name or the address, and told of", async () => {
  const { customers, events } = product.as();
  const created = await customers.create({
    email: "Zoe@Example.com",
    name: "Zoë Ångström",
    address,
  });
  expect(created).toMatchObject({ email: "zoe@example.com", address, phone: null, metadata: {} });
  for (const q of ["ångstr", "ZOE@"]) {
    expect((await customers.list({ q })).data).toEqual([created]);
  }
  expect((await customers.list({ email: "ZOE@example.com" })).data).toEqual([created]);
  expect((await customers.list({ q: "nobody" })).data).toEqual([]);
  expect((await events.list({ objectId: created.id })).data).toMatchObject([
    { type: "customer.created", data: { object: created } },
  ]);
});

test("a patch changes what it names, null empties, and metadata is merged", async () => {
  const { customers } = product.as();
  const { id } = await customers.create({
    email: "patch@example.com",
    name: "Before",
    address,
    metadata: { tier: "gold", since: "2020" },
  });
  const patched = await customers.update({ id, name: null, metadata: { since: null, vip: "yes" } });
  expect(patched).toMatchObject({ name: null, address, email: "patch@example.com" });
  expect(patched.metadata).toEqual({ tier: "gold", vip: "yes" });
  expect(await customers.update({ id, address: null })).toMatchObject({ address: null });
});

test("one address of e-mail is one customer, for the shop and for each partner", async () => {
  const { customers, partners } = product.as();
  const partner = await partners.create({ name: "Customers of a partner" });
  const theirs = product.as(keyOf(partner.id)).customers;
  const email = "same@example.com";
  const mine = await customers.create({ email });
  expect(await outcomeOf(customers.create({ email }))).toBe("conflict");
  const other = await theirs.create({ email });
  expect(await outcomeOf(theirs.create({ email }))).toBe("conflict");
  const taken = customers.update({ id: mine.id, email: "patch@example.com" });
  expect(await outcomeOf(taken)).toBe("conflict");
  expect((await theirs.list({})).data).toEqual([other]);
  expect(await outcomeOf(theirs.get({ id: mine.id }))).toBe("not_found");
  expect(await outcomeOf(theirs.update({ id: mine.id, name: "x" }))).toBe("not_found");
});

test("orders of one buyer at once make one customer", async () => {
  const sku = await sell(product, 50);
  const lines = [{ sku, quantity: 1 }];
  const orders = await Promise.all(
    Array.from({ length: 10 }, () =>
      product.as().orders.create({ email: "first@example.com", lines }),
    ),
  );
  expect(new Set(orders.map(({ customerId }) => customerId)).size).toBe(1);
  const { data } = await product.as().customers.list({ email: "first@example.com" });
  expect(data).toHaveLength(1);
  const filtered = await product.as().orders.list({ customerId: data[0]?.id });
  expect(filtered.data).toHaveLength(10);
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestProduct, keyOf, outcomeOf, type TestProduct } from "../testing/index.ts";

let product: TestProduct;
beforeAll(async () => {
  product = await createTestProduct();
});
afterAll(() => product.close());

let made = 0;
const address = { line1: "Kai 1", city: "Kiel", country: "DE" };
const newCustomer = async (as = product.as()) =>
  (await as.customers.create({ email: `book-${++made}@example.com` })).id;

test("an address is added, changed and removed", async () => {
  const { addresses } = product.as();
  const customerId = await newCustomer();
  const home = await addresses.create({ customerId, label: "Home", address });
  expect(home).toMatchObject({ customerId, label: "Home", isDefault: false, address });
  const moved = { ...address, line1: "Kai 2" };
  await addresses.update({ id: home.id, label: null, address: moved });
  expect(await addresses.get({ id: home.id })).toMatchObject({ label: null, address: moved });
  const office = await addresses.create({ customerId, address });
  await addresses.remove({ id: home.id });
  expect((await addresses.list({ customerId })).data).toEqual([office]);
  expect(await outcomeOf(addresses.remove({ id: home.id }))).toBe("not_found");
});

test("one of a book is the default, also of twenty that want to be at once", async () => {
  const { addresses } = product.as();
  const customerId = await newCustomer();
  const book = await Promise.all(
    Array.from({ length: 10 }, () => addresses.create({ customerId, address, isDefault: true })),
  );
  await Promise.all(book.map(({ id }) => addresses.update({ id, isDefault: true })));
  const { data } = await addresses.list({ customerId });
  expect(data).toHaveLength(10);
  expect(data.filter(({ isDefault }) => isDefault)).toHaveLength(1);
  const other = await addresses.create({ customerId: await newCustomer(), address });
  expect(other.isDefault).toBe(false);
});

test("a book has an end", async () => {
  const { addresses } = product.as();
  const customerId = await newCustomer();
  for (let count = 0; count < 50; count++) await addresses.create({ customerId, address });
  expect(await outcomeOf(addresses.create({ customerId, address }))).toBe("conflict");
});

test("a partner's key sees the books of the partner's customers", async () => {
  const partner = await product.as().partners.create({ name: "Books" });
  const theirs = product.as(keyOf(partner.id));
  const [mine, own] = [await newCustomer(), await newCustomer(theirs)];
  const hidden = await product.as().addresses.create({ customerId: mine, address });
  const shown = await theirs.addresses.create({ customerId: own, address });
  expect((await theirs.addresses.list({})).data).toEqual([shown]);
  expect(await outcomeOf(theirs.addresses.get({ id: hidden.id }))).toBe("not_found");
  expect(await outcomeOf(theirs.addresses.create({ customerId: mine, address }))).toBe(
    "validation_failed",
  );
});

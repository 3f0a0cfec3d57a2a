import { listProcedures } from "@crossdock/adapters";
import { toProblem } from "@crossdock/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { grantableScopes } from "../access.ts";
import type { Caller } from "../caller.ts";
import { appRouter } from "../router.ts";
import {
  createTestProduct,
  customerOf,
  keyOf,
  outcomeOf,
  sell,
  type TestProduct,
} from "../testing/index.ts";
import { toAppError } from "./errors.ts";

const missing = "00000000000000000000000000";
const procedures = listProcedures(appRouter);
const isOpen = ({ meta }: (typeof procedures)[number]) => "forCustomers" in meta;

let product: TestProduct;
let partnerId: string;
let sku: string;
let zoe: Person;
let max: Person;
beforeAll(async () => {
  product = await createTestProduct();
  partnerId = (await product.as().partners.create({ name: "A partner" })).id;
  sku = await sell(product, 100);
  [zoe, max] = [await newPerson("zoe@example.com"), await newPerson("max@example.com")];
});
afterAll(() => product.close());

type Person = Awaited<ReturnType<typeof newPerson>>;

async function newPerson(email: string) {
  const { id } = await product.as().customers.create({ email });
  const order = await product.as().orders.create({ email, lines: [{ sku, quantity: 1 }] });
  const address = await product.as().addresses.create({ customerId: id, address: kai });
  return { id, email, as: product.as(customerOf(id, { partnerId })), order, address };
}

const kai = { line1: "Kai 1", city: "Kiel", country: "DE" };
const placing = (email: string) => ({ email, lines: [{ sku, quantity: 1 }] });

describe("what customers reach", () => {
  test("is this, and nothing else", () => {
    expect(procedures.filter(isOpen).map(({ name }) => name)).toEqual([
      "addresses.list",
      "addresses.get",
      "addresses.create",
      "addresses.update",
      "addresses.remove",
      "customers.list",
      "customers.get",
      "customers.update",
      "customers.export",
      "customers.erase",
      "me.get",
      "orders.list",
      "orders.get",
      "orders.create",
      "orders.preview",
      "orders.cancel",
      "payments.list",
      "payments.get",
      "products.list",
      "products.get",
    ]);
  });

  test.each(procedures.filter((procedure) => !isOpen(procedure)).map(({ name }) => name))(
    "%s is closed, whatever the scopes",
    async (path) => {
      const almighty = { ...customerOf(zoe.id), permissions: "all" } as ReturnType<typeof keyOf>;
      expect(await outcomeOf(procedureOf(product.as(almighty), path)({}))).toBe("forbidden");
    },
  );

  test("needs its scope", async () => {
    const reader = product.as(customerOf(zoe.id, { scopes: ["orders:read"] }));
    expect(await outcomeOf(reader.orders.create(placing(zoe.email)))).toBe("forbidden");
    expect(await outcomeOf(reader.customers.get({ id: zoe.id }))).toBe("forbidden");
  });
});

describe("the rows of others", () => {
  test.each([
    ["orders.get", () => max.order.id, {}],
    ["orders.cancel", () => max.order.id, {}],
    ["payments.get", () => max.order.payments[0]?.id ?? "", {}],
    ["addresses.get", () => max.address.id, {}],
    ["addresses.update", () => max.address.id, { label: "Mine" }],
    ["addresses.remove", () => max.address.id, {}],
    ["customers.get", () => max.id, {}],
    ["customers.export", () => max.id, {}],
    ["customers.erase", () => max.id, { confirm: "erase" }],
    ["customers.update", () => max.id, { name: "Mallory" }],
  ])("%s answers as for what is missing, to the letter", async (path, idOf, more) => {
    const call = procedureOf(zoe.as, path);
    const other = await problemOf(call({ id: idOf(), ...more }));
    const none = await problemOf(call({ id: `${idOf().slice(0, 4)}${missing}`, ...more }));
    expect(other.status).toBe(404);
    expect(JSON.stringify(other).replaceAll(idOf().slice(4), missing)).toBe(JSON.stringify(none));
  });

  test("lists have the own rows alone, and no filter opens more", async () => {
    const { orders, payments, customers, addresses } = zoe.as;
    const ids = async (page: Promise<{ data: { id: string }[] }>) =>
      (await page).data.map(({ id }) => id);
    expect(await ids(orders.list({}))).toEqual([zoe.order.id]);
    expect(await ids(payments.list({}))).toEqual(zoe.order.payments.map(({ id }) => id));
    expect(await ids(customers.list({}))).toEqual([zoe.id]);
    expect(await ids(addresses.list({}))).toEqual([zoe.address.id]);
    expect(await ids(addresses.list({ customerId: max.id }))).toEqual([]);
    expect(await ids(orders.list({ customerId: max.id }))).toEqual([]);
    expect(await ids(orders.list({ email: max.email }))).toEqual([]);
    expect(await ids(payments.list({ orderId: max.order.id }))).toEqual([]);
    expect(await ids(customers.list({ q: "max" }))).toEqual([]);
  });

  test("a partner's program opens none of the partner's rows", async () => {
    const theirs = await product.as(keyOf(partnerId)).orders.create(placing("other@example.com"));
    expect(await outcomeOf(zoe.as.orders.get({ id: theirs.id }))).toBe("not_found");
  });

  test("products that are not for sale are not there", async () => {
    const { products } = product.as();
    const shown = await zoe.as.products.list({});
    expect(shown.data).toHaveLength(1);
    const variants = [{ sku: "DRAFT", price: { amount: 100 }, stock: 1 }];
    const draft = await products.create({ title: "Draft", status: "draft", variants });
    expect(await zoe.as.products.list({})).toEqual(shown);
    expect((await zoe.as.products.list({ status: "draft" })).data).toEqual([]);
    expect(await outcomeOf(zoe.as.products.get({ id: draft.id }))).toBe("not_found");
    await products.update({ id: draft.id, status: "active" });
    expect(await zoe.as.products.get({ id: draft.id })).toMatchObject({ title: "Draft" });
    await products.archive({ id: draft.id });
    expect(await outcomeOf(zoe.as.products.get({ id: draft.id }))).toBe("not_found");
  });
});

describe("as oneself", () => {
  test("a customer orders for the own account, by the partner's program", async () => {
    const order = await zoe.as.orders.create(placing(zoe.email));
    expect(order).toMatchObject({ customerId: zoe.id, email: zoe.email });
    expect(await zoe.as.orders.get({ id: order.id })).toEqual(order);
    expect(await product.as(keyOf(partnerId)).orders.get({ id: order.id })).toEqual(order);
    expect(await zoe.as.orders.cancel({ id: order.id })).toMatchObject({ status: "canceled" });
    const { data } = await product.as().orders.history({ id: order.id });
    expect(data).toMatchObject([
      { action: "orders.create", actor: { kind: "customer", id: zoe.id, name: "a program" } },
      { action: "orders.cancel" },
    ]);
  });

  test("nobody orders as somebody else, or takes a partner's externalId", async () => {
    const { create } = zoe.as.orders;
    const asMax = await problemOf(create(placing(max.email)));
    expect(asMax).toMatchObject({ status: 422, errors: [{ pointer: "#/email" }] });
    const squatting = await problemOf(create({ ...placing(zoe.email), externalId: "PO-1" }));
    expect(squatting).toMatchObject({ status: 422, errors: [{ pointer: "#/externalId" }] });
  });

  test("a customer changes name, phone and address, and not what belongs to the shop", async () => {
    const { update } = zoe.as.customers;
    const phone = "+49 431 1";
    expect(await update({ id: zoe.id, name: "Zoë", phone })).toMatchObject({ name: "Zoë", phone });
    for (const change of [{ email: "x@example.com" }, { externalId: "x" }, { metadata: {} }]) {
      expect(await outcomeOf(update({ id: zoe.id, ...change }))).toBe("forbidden");
    }
  });

  test("nobody writes into another's address book", async () => {
    const into = (customerId: string) =>
      problemOf(zoe.as.addresses.create({ customerId, address: kai }));
    const other = await into(max.id);
    const none = await into(`cus_${missing}`);
    expect(other).toMatchObject({ status: 422, errors: [{ pointer: "#/customerId" }] });
    expect(JSON.stringify(other).replaceAll(max.id.slice(4), missing)).toBe(JSON.stringify(none));
    expect(await into(zoe.id)).toEqual({ status: 200 });
  });

  test("me is the customer, and the partner whose program it is", async () => {
    expect(await zoe.as.me.get({})).toMatchObject({ kind: "customer", id: zoe.id, partnerId });
  });

  test("a program does not get the answer that another got for the same key", async () => {
    const idempotency = { key: "same", fingerprint: "same" };
    const by = (clientId: string) =>
      product.as(customerOf(zoe.id, { clientId }), { idempotency }).orders;
    const one = await by("cli_one").create(placing(zoe.email));
    expect((await by("cli_one").create(placing(zoe.email))).id).toBe(one.id);
    expect((await by("cli_two").create(placing(zoe.email))).id).not.toBe(one.id);
  });
});

test("customers can be granted only what keys can", () => {
  const { permissions } = customerOf("cus_x");
  expect(permissions).toEqual(
    new Set([
      ...["customers:read", "customers:write", "orders:read", "orders:write"],
      ...["payments:read", "products:read"],
    ]),
  );
  expect(grantableScopes).toEqual(expect.arrayContaining([...permissions]));
});

function procedureOf(caller: Caller, path: string): (input: object) => Promise<unknown> {
  const found = path
    .split(".")
    .reduce<unknown>((at, name) => Reflect.get(Object(at), name), caller);
  if (typeof found !== "function") throw new Error(`There is no ${path}`);
  return (input) => found(input);
}

async function problemOf(call: Promise<unknown>) {
  return call.then(
    () => ({ status: 200 }),
    (error: unknown) => toProblem(toAppError(error), "req_test"),
  );
}

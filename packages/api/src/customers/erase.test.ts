import { systemPrincipal } from "@crossdock/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createCustomerAccess } from "../accounts/access.ts";
import {
  createTestProduct,
  customerOf,
  outcomeOf,
  sell,
  type TestProduct,
  userOf,
} from "../testing/index.ts";

/** In everything that the person says, and in nothing else. */
const canary = "qzxcanary";
const email = `${canary}@example.com`;
const address = { name: `Zoë ${canary}`, line1: `${canary} Street 1`, city: "Kiel", country: "DE" };

let product: TestProduct;
beforeAll(async () => {
  product = await createTestProduct();
});
afterAll(() => product.close());

let keys = 0;
/** The owner, with an Idempotency-Key, so that the answer is kept. */
const keeping = () =>
  product.as(undefined, { idempotency: { key: `key-${++keys}`, fingerprint: "f" } });

/** A customer with everything that a person can leave behind; no order is open. */
async function somebody(): Promise<string> {
  const id = await signUp();
  const me = product.as(customerOf(id));
  await keeping().addresses.create({ customerId: id, label: canary, address });
  await me.customers.update({ id, name: `Zoë ${canary}`, phone: `+49 ${canary}`, address });
  await product.as().customers.update({ id, metadata: { note: canary }, externalId: canary });
  await order(id, "ship");
  await order(id, "cancel");
  await inquire();
  await product.runJobs();
  return id;
}

async function signUp(): Promise<string> {
  const access = createCustomerAccess(product.services);
  const visitor = { address: "198.51.100.1" };
  const { challenge } = await access.askForCode({ email, purpose: "sign_up", ...visitor });
  await product.runJobs();
  const { data } = await product.as().notifications.list({ to: email });
  const { text } = await product.as().notifications.get({ id: data[0]?.id ?? "" });
  const code = /\d{4} \d{4}/.exec(text)?.[0] ?? "";
  const password = "a password of length";
  const signedIn = await access.redeemCode({ challenge, code, password, ...visitor });
  const bound = { issuer: "https://idp.example", subject: canary, verifiedEmail: email };
  await access.signInByProvider(bound);
  await access.askForCode({ email, purpose: "reset", ...visitor });
  const id = (await access.sessionOf(signedIn?.token ?? ""))?.customerId ?? "";
  await allowPrograms(id);
  return id;
}

/** What the OAuth server keeps of a consent, and of a request that waits for one. */
async function allowPrograms(customerId: string): Promise<void> {
  const now = product.clock.now();
  const times = { createdAt: now, expiresAt: new Date(now.getTime() + 60_000) };
  const resources = { "https://shop.example/api": "orders:read customers:read" };
  const grant = { accountId: customerId, clientId: "cli_1", payload: { resources } };
  const waiting = {
    payload: { session: { accountId: customerId }, params: { login_hint: email } },
  };
  await product.db.prisma.oauthRecord.createMany({
    data: [
      { model: "Grant", id: `grant-${customerId}`, ...grant, ...times },
      { model: "Interaction", id: `waiting-${customerId}`, ...waiting, ...times },
    ],
  });
}

async function order(customerId: string, end: "ship" | "cancel"): Promise<void> {
  const sku = await sell(product, 10);
  const owner = product.as();
  const placed = await keeping().orders.create({
    email,
    lines: [{ sku, quantity: 1 }],
    payment: { provider: "manual", returnUrl: `https://shop.example/${canary}` },
    shippingAddress: address,
    metadata: { gift: canary },
  });
  expect(placed.customerId).toBe(customerId);
  const { id } = placed;
  if (end === "cancel") return void (await keeping().orders.cancel({ id, reason: canary }));
  await owner.payments.markPaid({ id: placed.payments[0]?.id ?? "" });
  await owner.fulfillments.create({ orderId: id, trackingNumber: canary });
  await product.db.prisma.inboxEvent.create({
    data: {
      ...{ id: "inb_1", connector: "stripe", account: "a", eventId: "e", type: "t" },
      ...{ status: "processed", requestId: "req_1", receivedAt: product.clock.now() },
      fingerprint: Buffer.alloc(32),
      body: Buffer.from(JSON.stringify({ customer: canary, ref: placed.payments[0]?.id })),
    },
  });
}

async function inquire(): Promise<void> {
  const { id } = await keeping().inquiries.create({ name: canary, email, message: canary });
  await product.as().inquiries.answer({ id, answer: `Dear ${canary}` });
}

/** Every row of every table that says the canary, as text or as bytes, by the table's name. */
async function dump(): Promise<Record<string, number>> {
  const { prisma } = product.db;
  const tables = await prisma.$queryRaw<{ name: string }[]>`
    SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
    WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`;
  expect(tables.length).toBeGreaterThan(25);
  const found: Record<string, number> = {};
  for (const { name } of tables) {
    const [row] = await prisma.$queryRawUnsafe<{ rows: number }[]>(
      `SELECT count(*)::int AS rows FROM ${name} t WHERE t::text ILIKE $1 OR t::text LIKE $2`,
      `%${canary}%`,
      `%${Buffer.from(canary).toString("hex")}%`,
    );
    if (row?.rows) found[name.replace(/^public\./, "")] = row.rows;
  }
  return found;
}

test("after it no table of the database says anything of the person, and the books are whole", async () => {
  const id = await somebody();
  const owner = product.as();
  const before = await owner.orders.list({ customerId: id });
  expect(Object.keys(await dump()).sort()).toEqual(
    [
      ...["customer", "customer_account", "customer_address", "customer_code", "customer_identity"],
      ...["event", "fulfillment", "idempotency_key", "inbox_event", "inquiry", "notification"],
      ...['"order"', "payment", "oauth_record"],
    ].sort(),
  );

  await product.as(customerOf(id)).customers.erase({ id, confirm: "erase" });

  expect(await dump()).toEqual({});
  expect(await product.db.prisma.oauthRecord.count()).toBe(0);
  const after = await owner.orders.list({ customerId: id });
  const kept = ({ data }: typeof before) =>
    data.map(({ number, total, status, lines, createdAt }) => [
      ...[number, total, status, lines, createdAt],
    ]);
  expect(after.data).toHaveLength(2);
  expect(kept(after)).toEqual(kept(before));
  expect(await owner.customers.get({ id })).toMatchObject({
    email: `${id}@erased.invalid`,
    name: null,
  });
  const { data: events } = await owner.events.list({ objectId: id });
  expect(events[0]).toMatchObject({ type: "customer.updated", data: { object: { name: null } } });
  expect((await owner.audit.list({ targetId: id })).data[0]).toMatchObject({
    action: "customers.erase",
    actor: { kind: "customer", id },
  });
  // A second time there is nothing to do.
  await owner.customers.erase({ id, confirm: "erase" });
});

test("a request that is sent again after it does not place its order again", async () => {
  const person = {
    email: "again@example.com",
    lines: [{ sku: await sell(product, 5), quantity: 1 }],
  };
  const idempotency = { key: "again", fingerprint: "f" };
  const placing = () => product.as(undefined, { idempotency }).orders.create(person);
  const { id, customerId } = await placing();
  await product.as().orders.cancel({ id });
  await product.as().customers.erase({ id: customerId ?? "", confirm: "erase" });
  expect(await placing()).toMatchObject({ id, email: `${customerId}@erased.invalid` });
});

test("an open order holds it up, and is named", async () => {
  const owner = product.as();
  const lines = [{ sku: await sell(product, 5), quantity: 1 }];
  const { id, number, customerId } = await owner.orders.create({
    email: "open@example.com",
    lines,
  });
  const erasing = () => owner.customers.erase({ id: customerId ?? "", confirm: "erase" });
  await expect(erasing()).rejects.toMatchObject({ cause: { data: { orders: [number] } } });
  expect((await owner.customers.get({ id: customerId ?? "" })).email).toBe("open@example.com");
  await owner.orders.cancel({ id });
  await erasing();
});

test("in the team it is for owners and admins", async () => {
  const { id } = await product.as().customers.create({ email: "role@example.com" });
  const by = (role: string) =>
    outcomeOf(product.as(userOf(role)).customers.erase({ id, confirm: "erase" }));
  expect(await by("operations")).toBe("forbidden");
  expect(await by("support")).toBe("forbidden");
  expect(await by("admin")).toBe("ok");
});

test("it wants to be confirmed", async () => {
  const { id } = await product.as().customers.create({ email: "confirm@example.com" });
  const erase = product.as().customers.erase;
  expect(await outcomeOf(erase({ id, confirm: "yes" as "erase" }))).toBe("validation_failed");
});

test("nothing but an erasure changes an event, and that its object alone", async () => {
  await product.as().customers.create({ email: "event@example.com" });
  const change = (sql: string) =>
    product.db.prisma.$transaction(async (tx) => {
      await tx.$executeRaw`SELECT set_config('crossdock.erasing', 'on', true)`;
      return tx.$executeRawUnsafe(sql);
    });
  const { prisma } = product.db;
  await expect(prisma.$executeRaw`UPDATE event SET object = object`).rejects.toThrow("append-only");
  await expect(change("UPDATE event SET type = 'x'")).rejects.toThrow("append-only");
  await expect(change("UPDATE event SET object = '{}'")).rejects.toThrow("append-only");
  expect(await change("UPDATE event SET object = object")).toBeGreaterThan(0);
});

test("the export has everything, and no row of anybody else", async () => {
  const owner = product.as();
  const person = {
    email: "export@example.com",
    lines: [{ sku: await sell(product, 5), quantity: 1 }],
  };
  const order = await owner.orders.create({ ...person, shippingAddress: address });
  const customerId = order.customerId ?? "";
  const entry = await owner.addresses.create({ customerId, address });
  const inquiry = await owner.inquiries.create({ name: "E", email: person.email, message: "?" });
  await allowPrograms(customerId);
  const me = product.as(customerOf(customerId));
  const { payments, ...exported } = await me.customers.export({ id: customerId });
  expect(exported).toEqual({
    customer: await owner.customers.get({ id: customerId }),
    account: null,
    addresses: [entry],
    orders: [{ order, shippingAddress: address }],
    inquiries: [inquiry],
    mails: [],
    consents: [
      {
        ...{ clientId: "cli_1", program: "", scopes: ["customers:read", "orders:read"] },
        createdAt: product.clock.now().toISOString(),
      },
    ],
  });
  expect(payments.map(({ id }) => id)).toEqual(order.payments.map(({ id }) => id));
  const narrow = product.as(customerOf(customerId, { scopes: ["customers:read", "orders:read"] }));
  expect(await outcomeOf(narrow.customers.export({ id: customerId }))).toBe("forbidden");
  const asSystem = product.as(systemPrincipal("test")).customers.export({ id: customerId });
  expect((await asSystem).orders).toHaveLength(1);
});

import { cp, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Database, openDatabase, Prisma } from "@crossdock/db";
import { migrate, migrationsDir } from "@crossdock/db/migrate";
import { createEmptyDatabase } from "@crossdock/db/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { v1 } from "./v1.ts";

const id = "0".repeat(26);
const at = "2026-10-01T09:30:00.000Z";

const payment = {
  ...{ id: `pay_${id}`, orderId: `ord_${id}`, provider: "test", status: "captured" },
  ...{ amount: 5830, currency: "EUR", amountCaptured: 5830, amountRefunded: 0 },
  ...{ action: null, failure: { code: "card_declined", message: "No" } },
  ...{ createdAt: at, updatedAt: at },
};

const order = {
  ...{ id: `ord_${id}`, number: 1001, status: "pending", paymentStatus: "unpaid" },
  ...{ fulfillmentStatus: "unfulfilled", email: "zoe@example.com", customerId: null },
  ...{ currency: "EUR", subtotal: 5830, discountTotal: 0, shippingTotal: 0, taxTotal: 930 },
  ...{ total: 5830, taxIncluded: true },
  items: [
    { id: "itm_1", sku: "MUG", title: 'A "mug", blue', quantity: 2, unitPrice: 1890, total: 3780 },
    { id: "itm_2", sku: "CUP", title: "Tasse ☕", quantity: 1, unitPrice: 2050, total: 2050 },
  ],
  payments: [
    {
      ...{ id: `pay_${id}`, provider: "test", status: "created", amount: 5830, currency: "EUR" },
      action: { type: "redirect", url: "https://shop.example/test-pay?token=a.b&c=%20" },
    },
  ],
  ...{ externalId: "web-1", metadata: { total: "mine", currency: "too" } },
  ...{ createdAt: at, updatedAt: at },
};
const free = { ...order, items: [], payments: [], total: 0, metadata: {} };

// The members of a product in an event are not in the order of the answer's.
const product = {
  ...{ id: `prd_${id}`, handle: "mug", title: "Mug", description: "", status: "active" },
  ...{ tags: ["kitchen"], externalId: null, metadata: { price: "mine" } },
  variants: [
    { id: `var_${id}`, sku: "MUG", title: "Blue", price: 1890, currency: "EUR", stock: 4 },
    { id: `var_${id}`, sku: "CUP", title: "Red", price: 2050, currency: "EUR", stock: 0 },
  ],
  ...{ createdAt: at, updatedAt: at },
};
const bare = { ...product, variants: [] };

const customer = { id: `cus_${id}`, email: "zoe@example.com", metadata: { amount: "1" } };

const events: [string, object][] = [
  ...[order, free].map((object): [string, object] => ["order.created", object]),
  ["order.canceled", order],
  ...[product, bare].map((object): [string, object] => ["product.updated", object]),
  ["payment.captured", payment],
  ["customer.updated", customer],
];

const answers: [string, object | null][] = [
  ["orders.create", order],
  ["orders.cancel", free],
  ["products.create", product],
  ["customers.create", customer],
  ["products.update", null],
];

let db: Database;
let end: () => Promise<void>;

beforeAll(async () => {
  const { url, drop } = await createEmptyDatabase();
  const earlier = await migrationsBefore("money_with_currency");
  await migrate(url, { dir: earlier });
  db = openDatabase({ url, onError: () => {} });
  for (const [index, event] of events.entries()) await insertEvent(index, event);
  await db.prisma.idempotencyKey.createMany({ data: answers.map(toAnswerRow) });
  await migrate(url);
  end = async () => {
    await db.close();
    await drop();
    await rm(earlier, { recursive: true });
  };
});
afterAll(() => end());

test("events hold today's shape, and v1 shows them as they were", async () => {
  const rows = await db.prisma.event.findMany({ orderBy: { id: "asc" } });
  const data = rows.map(({ id, type, object }) => ({ id, type, createdAt: at, data: { object } }));
  const page = { data, hasMore: false, nextCursor: null };
  const shown = v1.changes["events.list"]?.output?.down(page as never) as typeof page;
  expect(shown.data.map(({ data }) => JSON.stringify(data.object))).toEqual(
    events.map(([, object]) => JSON.stringify(object)),
  );
  expect(rows.map(({ object }) => object)).toMatchObject([
    newOrder,
    { lines: [], payments: [], total: { amount: 0, currency: "EUR" } },
    newOrder,
    newProduct,
    { variants: [] },
    newPayment,
    customer,
  ]);
});

test("kept answers hold today's shape, and v1 shows them as they were", async () => {
  const rows = await db.prisma.idempotencyKey.findMany({ orderBy: { key: "asc" } });
  for (const [index, { operation, output }] of rows.entries()) {
    const change = v1.changes[operation]?.output;
    const shown = change && output ? change.down(output as never) : output;
    expect(JSON.parse(JSON.stringify(shown))).toEqual(answers[index]?.[1]);
  }
  expect(rows.map(({ output }) => output)).toMatchObject([
    newOrder,
    { lines: [], payments: [] },
    newProduct,
    customer,
    null,
  ]);
});

test("what happened can be changed no more", async () => {
  await expect(db.prisma.event.updateMany({ data: { type: "x" } })).rejects.toThrow("append-only");
});

const eur = (amount: number) => ({ amount, currency: "EUR" });

const newOrder = {
  ...{ currency: "EUR", subtotal: eur(5830), taxTotal: eur(930), total: eur(5830) },
  lines: [{ sku: "MUG", quantity: 2, unitPrice: eur(1890), total: eur(3780) }, { sku: "CUP" }],
  payments: [{ provider: "test", amount: eur(5830), action: order.payments[0]?.action }],
  metadata: order.metadata,
};

const newProduct = {
  metadata: product.metadata,
  variants: [{ sku: "MUG", price: eur(1890), stock: 4 }, { sku: "CUP" }],
  images: [],
};

const newPayment = { amount: eur(5830), amountCaptured: eur(5830), amountRefunded: eur(0) };

/** A folder with the migrations that are older than this one. */
async function migrationsBefore(name: string): Promise<string> {
  const names = (await readdir(migrationsDir)).sort();
  const end = names.findIndex((entry) => entry.endsWith(name));
  const dir = await mkdtemp(join(tmpdir(), "crossdock-migrations-"));
  for (const entry of names.slice(0, end)) {
    await cp(join(migrationsDir, entry), join(dir, entry), { recursive: true });
  }
  return dir;
}

// Prisma would write the columns of today.
async function insertEvent(index: number, [type, object]: [string, object]): Promise<void> {
  const id = `evt_${String(index).padStart(26, "0")}`;
  await db.prisma.$executeRaw`
    INSERT INTO event (id, type, object_id, object, request_id, created_at)
    VALUES (${id}, ${type}, 'x', ${JSON.stringify(object)}::json, 'req_x', ${new Date(at)})`;
}

function toAnswerRow([operation, output]: [string, object | null], index: number) {
  return {
    ...{ caller: "key", operation, key: String(index), fingerprint: "x", state: "done" },
    ...{ output: output ?? Prisma.JsonNull, createdAt: new Date(at) },
  };
}

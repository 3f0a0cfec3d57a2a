import { signTestEvent, type TestEventType } from "@crossdock/connectors";
import { storeInbound } from "@crossdock/webhooks";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  createTestProduct,
  eventsOf,
  type Placed,
  placeUnpaid,
  type TestProduct,
  testSecret,
} from "../testing/index.ts";

let product: TestProduct;
beforeAll(async () => {
  product = await createTestProduct();
});
afterAll(() => product.close());

/** Receives what the built-in provider would send, as its route does. */
async function receive(
  { orderId, paymentId }: Placed,
  type: TestEventType = "payment.captured",
  currency = "EUR",
) {
  const { headers, body } = signTestEvent({
    type,
    pay: { paymentId, orderId, amount: 1000, currency },
    secret: testSecret,
    now: product.clock.now(),
  });
  return store("test", headers["webhook-id"] ?? "", type, body);
}

function store(connector: string, eventId: string, type: string, body: string) {
  const { db, jobs, clock } = product.services;
  const [account, requestId] = [null, `req_of_${eventId}`];
  const bytes = Buffer.from(body);
  const inbound = { connector, account, eventId, type, body: bytes, requestId, at: clock.now() };
  return storeInbound(db, jobs, inbound);
}

const entryOf = (id: string) => product.as().inbox.get({ id });
const orderOf = ({ orderId }: Placed) => product.as().orders.get({ id: orderId });

test("an event that is worked off pays the order, and the log says by whom", async () => {
  const placed = await placeUnpaid(product);
  const { id } = await receive(placed);
  expect(await entryOf(id)).toMatchObject({ status: "received", attempts: 0 });
  await product.runJobs();
  expect(await orderOf(placed)).toMatchObject({ status: "confirmed", paymentStatus: "paid" });
  const entry = await entryOf(id);
  expect(entry).toMatchObject({ status: "processed", attempts: 1, result: placed.orderId });
  const { data: history } = await product.as().orders.history({ id: placed.orderId });
  expect(history).toMatchObject([
    { action: "orders.create", transport: "trpc" },
    { action: "payments.start" },
    {
      action: "inbox.process",
      transport: "webhook",
      actor: { kind: "connector", id: "test" },
      requestId: entry.requestId,
    },
    { action: "inventory.noticeSoldOut", requestId: entry.requestId },
    { action: "notifications.confirmOrder", requestId: entry.requestId },
  ]);
});

test("the same event twice is stored once, has one effect and one mail", async () => {
  const placed = await placeUnpaid(product);
  const [first, ...others] = await Promise.all(Array.from({ length: 6 }, () => receive(placed)));
  const fresh = [first, ...others].filter((stored) => stored?.fresh);
  expect(fresh).toHaveLength(1);
  expect(new Set([first, ...others].map((stored) => stored?.id)).size).toBe(1);
  await product.runJobs();
  await receive(placed);
  await product.runJobs();
  expect(await entryOf(first?.id ?? "")).toMatchObject({ status: "processed", duplicates: 6 });
  expect(await eventsOf(product, placed)).toEqual([
    "order.created",
    "payment.captured",
    "order.confirmed",
  ]);
  const mails = await product.db.prisma.notification.findMany();
  const { number } = await orderOf(placed);
  expect(mails.filter(({ subject }) => subject.includes(`#${number} `))).toHaveLength(1);
});

test("working the same event off again, or at once in two workers, does nothing more", async () => {
  const placed = await placeUnpaid(product);
  const { id } = await receive(placed);
  const again = () => product.services.jobs.enqueue("inbox", { inboxId: id });
  await Promise.all([again(), again()]);
  await Promise.all([product.runJobs(), product.runJobs(), product.runJobs()]);
  expect(await entryOf(id)).toMatchObject({ status: "processed", attempts: 1 });
  const { paymentId } = placed;
  expect(await product.db.prisma.paymentTransaction.count({ where: { paymentId } })).toBe(1);
});

test("a type that means nothing to us is ignored, and so is a payment that is not ours", async () => {
  const customer = JSON.stringify({ type: "customer.created", data: { object: { id: "cus_1" } } });
  const unknown = await store("stripe", "evt_unknown", "customer.created", customer);
  const placed = await placeUnpaid(product);
  const foreign = await receive({ ...placed, orderId: "ord_x", paymentId: "pay_x" });
  await product.runJobs();
  expect(await entryOf(unknown.id)).toMatchObject({
    status: "ignored",
    result: "Nothing follows from this type.",
  });
  expect(await entryOf(foreign.id)).toMatchObject({
    status: "ignored",
    result: "It is about no payment of this shop.",
  });
  expect(await orderOf(placed)).toMatchObject({ status: "pending" });
});

test("a declined card leaves the order open, with the reason", async () => {
  const placed = await placeUnpaid(product);
  await receive(placed, "payment.declined");
  await product.runJobs();
  expect(await orderOf(placed)).toMatchObject({ status: "pending", paymentStatus: "unpaid" });
  expect(await product.as().payments.get({ id: placed.paymentId })).toMatchObject({
    status: "failed",
    failure: { code: "card_declined" },
  });
});

test("money in another currency pays nothing, and a person has to look at it", async () => {
  const placed = await placeUnpaid(product);
  const { id } = await receive(placed, "payment.captured", "USD");
  await product.runJobs();
  expect(await entryOf(id)).toMatchObject({ status: "processed", attempts: 1 });
  const payment = await product.as().payments.get({ id: placed.paymentId });
  expect(payment).toMatchObject({ status: "created", requiresReview: true });
  expect(await orderOf(placed)).toMatchObject({ status: "pending", paymentStatus: "unpaid" });
});

test("an event that does not look as documented is marked as failed, not tried for ever", async () => {
  const { id } = await store("test", "evt_odd", "payment.captured", `{"type":"payment.captured"}`);
  await product.runJobs();
  expect(await entryOf(id)).toMatchObject({ status: "failed", attempts: 1 });
});

test("what fails for now is tried again and then done", async () => {
  const placed = await placeUnpaid(product);
  const { id } = await receive(placed);
  const { prisma } = product.db;
  await prisma.$executeRaw`ALTER TABLE payment_transaction RENAME TO gone`;
  await expect(product.runJobs()).rejects.toThrow();
  await prisma.$executeRaw`ALTER TABLE gone RENAME TO payment_transaction`;
  expect(await entryOf(id)).toMatchObject({ status: "received", attempts: 1 });
  expect((await entryOf(id)).lastError).not.toBeNull();
  await product.services.jobs.enqueue("inbox", { inboxId: id });
  await product.runJobs();
  expect(await entryOf(id)).toMatchObject({ status: "processed", attempts: 2, lastError: null });
  expect(await orderOf(placed)).toMatchObject({ status: "confirmed" });
});

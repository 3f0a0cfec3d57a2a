import { signTestEvent } from "@crossdock/connectors";
import { storeInbound } from "@crossdock/webhooks";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  createTestProduct,
  outcomeOf,
  placeUnpaid,
  type TestProduct,
  testSecret,
  userOf,
} from "../testing/index.ts";
import { bodyDays, seenDays, tidyInbox } from "./tidy.ts";

let product: TestProduct;
beforeAll(async () => {
  product = await createTestProduct();
});
afterAll(() => product.close());

let made = 0;

function receive(more: { body?: Buffer; eventId?: string; at?: Date } = {}) {
  const { db, jobs, clock } = product.services;
  const body = Buffer.from(`{"type":"customer.created"}`);
  const event = { connector: "test", account: null, type: "customer.created", requestId: "req_1" };
  const headers = { "user-agent": "Test/1" };
  const inbound = { ...event, headers, body, eventId: `evt_${++made}`, at: clock.now(), ...more };
  return storeInbound(db, jobs, inbound);
}

const entryOf = (id: string) => product.as().inbox.get({ id });

test("an event that failed is worked off again from its bytes, and the log says who wanted it", async () => {
  const { orderId, paymentId } = await placeUnpaid(product);
  const pay = { paymentId, orderId, amount: 1000, currency: "EUR" };
  const now = product.clock.now();
  const { body } = signTestEvent({ type: "payment.captured", pay, secret: testSecret, now });
  const { id } = await receive({ body: Buffer.from(body) });
  await product.db.prisma.inboxEvent.update({
    where: { id },
    data: { type: "payment.captured", status: "failed", lastError: "A bug of ours" },
  });
  await product.runJobs();
  expect(await entryOf(id)).toMatchObject({ status: "failed" });
  expect(await product.as().inbox.reprocess({ id })).toMatchObject({ status: "received" });
  expect(await outcomeOf(product.as().inbox.reprocess({ id }))).toBe("transition_invalid");
  await product.runJobs();
  expect(await entryOf(id)).toMatchObject({
    status: "processed",
    result: orderId,
    lastError: null,
  });
  expect(await product.as().orders.get({ id: orderId })).toMatchObject({ paymentStatus: "paid" });
  const audit = await product.as().audit.list({ action: "inbox.reprocess" });
  expect(audit.data).toMatchObject([{ targetId: id }]);
});

test("again, what it did before is not done twice", async () => {
  const { orderId, paymentId } = await placeUnpaid(product);
  const pay = { paymentId, orderId, amount: 1000, currency: "EUR" };
  const now = product.clock.now();
  const { body } = signTestEvent({ type: "payment.captured", pay, secret: testSecret, now });
  const { id } = await receive({ body: Buffer.from(body) });
  await product.db.prisma.inboxEvent.update({ where: { id }, data: { type: "payment.captured" } });
  for (let count = 0; count < 3; count++) {
    await product.runJobs();
    await product.as().inbox.reprocess({ id });
  }
  await product.runJobs();
  expect(await product.db.prisma.paymentTransaction.count({ where: { paymentId } })).toBe(1);
  expect(await entryOf(id)).toMatchObject({ status: "processed", attempts: 4 });
});

test("a conflict is not worked off, nor by whoever may only look", async () => {
  await receive({ eventId: "evt_twice" });
  const { id, conflict } = await receive({ eventId: "evt_twice", body: Buffer.from("{}") });
  expect(conflict).toBe(true);
  expect(await outcomeOf(product.as().inbox.reprocess({ id }))).toBe("transition_invalid");
  const developer = product.as(userOf("developer")).inbox;
  expect(await outcomeOf(developer.reprocess({ id }))).toBe("forbidden");
});

test("bodies go before the ids, which are known long enough to stop a replay", async () => {
  const at = product.clock.now();
  const { id } = await receive({ eventId: "evt_old", at });
  await product.runJobs();
  const after = async (days: number) => {
    product.clock.set(new Date(at.getTime() + days * 86_400_000));
    await tidyInbox.run(product.context, {});
  };
  await after(bodyDays - 1);
  expect((await entryOf(id)).body).not.toBeNull();
  await after(bodyDays + 1);
  expect(await entryOf(id)).toMatchObject({ body: null, headers: {} });
  expect(await outcomeOf(product.as().inbox.reprocess({ id }))).toBe("transition_invalid");
  await after(seenDays - 1);
  expect(await receive({ eventId: "evt_old" })).toMatchObject({ id, fresh: false });
  await after(seenDays + 1);
  expect((await receive({ eventId: "evt_old" })).fresh).toBe(true);
});

test("the last day's verdicts are told by door, and the last that were refused", async () => {
  const { db, clock } = product.services;
  const hour = (hours: number) => new Date(clock.now().getTime() - hours * 3_600_000);
  const row = { connector: "test", verdict: "accepted", count: 3 };
  await db.prisma.inboundCount.createMany({
    data: [
      { ...row, hour: hour(1) },
      { ...row, hour: hour(2) },
      { ...row, hour: hour(30) },
    ],
  });
  expect((await product.as().inbox.figures({})).data).toEqual([{ ...row, count: 6 }]);
  const rejection = {
    ...{ id: "rej_01aaaaaaaaaaaaaaaaaaaaaaaa", connector: "", slug: "strype", bytes: null },
    ...{ reason: "unknown_source", network: "203.0.113.0/24", requestId: "req_1" },
  };
  await db.prisma.inboundRejection.create({ data: { ...rejection, at: clock.now() } });
  const { data } = await product.as().inbox.rejected({});
  expect(data).toEqual([{ ...rejection, at: clock.now().toISOString() }]);
  const { data: doors } = await product.as().inbox.doors({});
  expect(doors.map(({ slug }) => slug)).toEqual(expect.arrayContaining(["stripe", "test"]));
});

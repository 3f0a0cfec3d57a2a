import { newId } from "@crossdock/core";
import { type FakeProviders, startFakeProviders } from "@crossdock/fake-providers";
import { storeInbound } from "@crossdock/webhooks";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { connectorsWith, createTestProduct, sell, type TestProduct } from "../testing/index.ts";

// The first test loads what both providers need, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let product: TestProduct;
let fake: FakeProviders;

beforeAll(async () => {
  // Their events are old enough for anything that is on its way to be here.
  fake = await startFakeProviders({ now: () => new Date(product.clock.now().getTime() - 180_000) });
  const { clientId, clientSecret } = fake.paypal;
  product = await createTestProduct({
    connectors: connectorsWith({
      ...{ PAYPAL_CLIENT_ID: clientId, PAYPAL_CLIENT_SECRET: clientSecret },
      ...{ PAYPAL_API_BASE: fake.url, PAYPAL_WEBHOOK_ID: "hook" },
      ...{ STRIPE_SECRET_KEY: "sk_test_fake", STRIPE_API_BASE: fake.url },
    }),
  });
});

afterAll(async () => {
  await product.close();
  await fake.close();
});

async function reconcile(): Promise<void> {
  await product.services.jobs.enqueue("reconcile", {});
  await product.runJobs();
}

const told = async (connector: string) => {
  const { data } = await product.as().inbox.reconciliations({});
  return data.find((one) => one.connector === connector);
};

async function place(provider: "paypal" | "stripe") {
  const lines = [{ sku: await sell(product, 5), quantity: 1 }];
  const order = await product.as().orders.create({
    ...{ email: "a@example.com", lines, payment: { provider } },
  });
  const [payment] = order.payments;
  const row = await product.db.prisma.payment.findUniqueOrThrow({ where: { id: payment?.id } });
  return { id: order.id, paymentId: row.id, ref: row.providerRef ?? row.sessionRef ?? "" };
}

test("what PayPal told in vain is fetched, has its effect once, and the team hears of it", async () => {
  const now = product.clock.now();
  const times = { createdAt: now, updatedAt: now };
  const owner = { email: "owner@example.com", name: "Owner", role: "owner" };
  await product.db.prisma.user.create({
    data: { ...owner, ...times, id: newId("usr", now), status: "active" },
  });
  await reconcile();
  expect(await told("paypal")).toMatchObject({ name: "PayPal", found: 0, error: null });
  const { id, paymentId, ref } = await place("paypal");
  fake.paypal.approve(ref);
  await reconcile();
  expect(await product.as().orders.get({ id })).toMatchObject({ status: "confirmed" });
  const found = (await told("paypal"))?.found ?? 0;
  expect(found).toBeGreaterThan(0);
  await reconcile();
  await reconcile();
  expect(await told("paypal")).toMatchObject({ found: 0 });
  expect(fake.paypal.totals(paymentId)).toMatchObject({ payments: 1 });
  const { data: events } = await product.as().inbox.list({ connector: "paypal" });
  expect(events.map(({ eventId }) => eventId).sort()).toEqual(
    fake.paypal.events.map((event) => event.id).sort(),
  );
  expect(events.every(({ duplicates, status }) => duplicates === 0 && status === "processed")).toBe(
    true,
  );
  const notices = await product.db.prisma.notification.findMany({
    where: { subject: { contains: "webhooks of PayPal did not come" } },
  });
  expect(notices.map(({ to }) => to)).toEqual(["owner@example.com"]);
});

test("a delivery that comes after all is a repeated one, and no conflict", async () => {
  const [event] = fake.paypal.events;
  const { db, jobs, clock } = product.services;
  const stored = await storeInbound(db, jobs, {
    ...{ connector: "paypal", account: null, eventId: event?.id ?? "", type: "t" },
    ...{ body: Buffer.from("{}"), requestId: "req_1", at: clock.now() },
  });
  expect(stored).toMatchObject({ fresh: false, conflict: false });
});

test("what Stripe had no address for is fetched too, once", async () => {
  const { id, ref } = await place("stripe");
  fake.stripe.pay(ref, "succeed");
  await reconcile();
  expect(await product.as().orders.get({ id })).toMatchObject({ status: "confirmed" });
  const { found = 0, foundTotal } = (await told("stripe")) ?? {};
  expect(found).toBeGreaterThan(0);
  await reconcile();
  expect(await told("stripe")).toMatchObject({ found: 0, foundTotal });
  const { data: events } = await product.as().inbox.list({ connector: "stripe" });
  expect(events.every(({ duplicates }) => duplicates === 0)).toBe(true);
});

test("what Stripe could not deliver is fetched too", async () => {
  fake.stripe.deliverTo("http://127.0.0.1:9/nobody", "whsec_x");
  const { id, ref } = await place("stripe");
  fake.stripe.pay(ref, "succeed");
  await fake.settled();
  await reconcile();
  expect(await product.as().orders.get({ id })).toMatchObject({ status: "confirmed" });
  expect((await told("stripe"))?.found).toBeGreaterThan(0);
});

test("a provider that cannot be asked is tried again from where it was read to", async () => {
  const before = await product.db.prisma.reconciliation.findUniqueOrThrow({
    where: { connector: "paypal" },
  });
  fake.paypal.withdrawTokens();
  const bad = { status: 401, body: { error: "invalid_client" } };
  fake.faults.calls.push({ kind: "answer", at: /webhooks-events/, answer: bad });
  fake.faults.calls.push({ kind: "answer", at: /webhooks-events/, answer: bad });
  await expect(reconcile()).rejects.toMatchObject({ kind: "configuration" });
  expect(await told("paypal")).toMatchObject({ error: expect.stringContaining("401") });
  const { readUntil } = await product.db.prisma.reconciliation.findUniqueOrThrow({
    where: { connector: "paypal" },
  });
  expect(readUntil).toEqual(before.readUntil);
  await reconcile();
  expect(await told("paypal")).toMatchObject({ error: null });
});

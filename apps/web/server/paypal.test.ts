import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type FakeProviders, startFakeProviders } from "@crossdock/fake-providers";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { send } from "./testing/rest-client.ts";
import { freePort, type ServerProcess } from "./testing/server-process.ts";
import { startTestApp, type TestApp } from "./testing/test-app.ts";
import { until } from "./testing/until.ts";

// Processes are slow to start on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let folder: string;
let fake: FakeProviders;
let app: TestApp;
let server: ServerProcess;
let key: string;
let minutesAgo = 0;

const webhookId = "8PT597110X687430LKGECATA";

beforeAll(async () => {
  fake = await startFakeProviders({ now: () => new Date(Date.now() - minutesAgo * 60_000) });
  folder = await mkdtemp(join(tmpdir(), "crossdock-paypal-"));
  const root = join(folder, "root.pem");
  await writeFile(root, fake.paypal.root);
  const port = String(await freePort());
  app = await startTestApp({
    ...{ PORT: port, APP_URL: `http://127.0.0.1:${port}`, PROCESSES: "api,worker" },
    ...{ PAYPAL_CLIENT_ID: fake.paypal.clientId, PAYPAL_CLIENT_SECRET: fake.paypal.clientSecret },
    ...{ PAYPAL_WEBHOOK_ID: webhookId, PAYPAL_API_BASE: fake.url },
    NODE_EXTRA_CA_CERTS: root,
  });
  server = await app.serve();
  fake.paypal.deliverTo(`${server.url}/api/webhooks/paypal`, webhookId);
  key = await app.createKey();
});

afterAll(async () => {
  await app.close();
  await fake.close();
  await rm(folder, { recursive: true });
});

type Placed = { id: string; payments: { id: string; action: { url: string } | null }[] };

async function place() {
  const { sku } = await app.sell(5, 1999);
  const payment = { provider: "paypal", returnUrl: "https://shop.example/thanks" };
  const body = { email: "buyer@example.com", lines: [{ sku, quantity: 1 }], payment };
  const answer = await send(server.url, { method: "POST", path: "/api/v2/orders", key, body });
  expect(answer.status).toBe(201);
  const { id, payments } = answer.body as Placed;
  const [made] = payments;
  return { id, paymentId: made?.id ?? "", page: made?.action?.url ?? "" };
}

/** The buyer agrees on PayPal's page. @returns where PayPal sends him back to */
async function approve(page: string): Promise<string> {
  const answer = await fetch(`${page}/pay`, { method: "POST", redirect: "manual" });
  const back = answer.headers.get("location");
  if (back === null) throw new Error(`PayPal's page said ${answer.status}`);
  return back;
}

const orderOf = (id: string) => app.as().orders.get({ id });

const untilPaid = (id: string) =>
  until("the order is confirmed", async () => (await orderOf(id)).status === "confirmed", 30_000);

test("the webhook and the buyer's return race each other: one capture, one confirmed order", async () => {
  const { id, paymentId, page } = await place();
  const back = await approve(page);
  // The webhook is on its way, and the buyer comes back in three tabs.
  const tabs = [back, back, back].map((url) => fetch(url, { redirect: "manual" }));
  for (const tab of await Promise.all(tabs)) {
    expect(tab.headers.get("location")).toBe("https://shop.example/thanks");
  }
  await untilPaid(id);
  await fake.settled();
  expect(fake.paypal.totals(paymentId)).toMatchObject({ payments: 1, captured: 1999 });
  expect(fake.webhooks.map(({ status }) => status)).toEqual(fake.webhooks.map(() => 202));
  const order = await orderOf(id);
  expect(order).toMatchObject({ status: "confirmed", paymentStatus: "paid" });
  const facts = await app.product.db.prisma.paymentTransaction.findMany({ where: { paymentId } });
  expect(facts.map(({ type, status }) => [type, status])).toEqual([["capture", "succeeded"]]);
});

test("a refund of ours and one of PayPal's end in the same books", async () => {
  const { id, paymentId, page } = await place();
  await fetch(await approve(page), { redirect: "manual" });
  await untilPaid(id);
  const amount = { amount: 500, currency: "EUR" };
  await app.as().refunds.create({ orderId: id, amount, reason: "Broken" });
  await until("our refund is made", async () => fake.paypal.totals(paymentId).refunded === 500);
  const [ref = ""] = [...fake.paypal.orders.keys()].slice(-1);
  fake.paypal.refund(ref, 300);
  await until("both are in the books", async () => {
    const payment = await app.as().payments.get({ id: paymentId });
    return payment.amountRefunded.amount === 800;
  });
  const { data } = await app.as().refunds.list({ orderId: id });
  expect(data.map(({ source, status }) => [source, status]).sort()).toEqual([
    ["external", "succeeded"],
    ["own", "succeeded"],
  ]);
  expect(fake.paypal.totals(paymentId)).toMatchObject({ captured: 1999, refunded: 800 });
});

test("what PayPal tells while nobody listens is fetched at the next start, with its effect once", async () => {
  const placed = await Promise.all([place(), place(), place()]);
  await server.end("SIGKILL");
  minutesAgo = 5;
  for (const { page } of placed) await approve(page);
  await fake.settled();
  const missed = fake.webhooks.filter(({ status }) => status === null);
  expect(missed).toHaveLength(3);
  minutesAgo = 0;
  server = await app.serve();
  for (const { id, paymentId } of placed) {
    await untilPaid(id);
    expect(fake.paypal.totals(paymentId)).toMatchObject({ payments: 1, captured: 1999 });
  }
  await until("they are counted", async () => {
    const { data } = await app.as().inbox.reconciliations({});
    return data.find(({ connector }) => connector === "paypal")?.foundTotal === 3;
  });
  // PayPal tries again what had not come: it is known by then.
  await fake.retryFailed();
  const { data: events } = await app.as().inbox.list({ connector: "paypal", limit: 100 });
  const ids = events.map(({ eventId }) => eventId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(fake.paypal.events.filter((event) => !ids.includes(event.id))).toEqual([]);
  expect(events.filter(({ status }) => status === "conflict" || status === "failed")).toEqual([]);
});

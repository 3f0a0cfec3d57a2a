import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { send } from "./testing/rest-client.ts";
import {
  paidEvents,
  placeStripeOrder,
  postEvent,
  sign,
  startStripeShop,
  untilWorkedOff,
} from "./testing/stripe-shop.ts";
import { startTcpProxy } from "./testing/tcp-proxy.ts";
import { until } from "./testing/until.ts";

// Processes are slow to start on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let shop: Awaited<ReturnType<typeof startStripeShop>>;
let url: string;
let key: string;

beforeAll(async () => {
  shop = await startStripeShop();
  ({ url } = await shop.serve({ PROCESSES: "api,worker" }));
  key = await shop.createKey({ partnerId: await shop.createPartner() });
});
afterAll(() => shop.close());

test.each([
  ["in Stripe's order", (events: string[]) => events],
  ["in the other order", (events: string[]) => events.toReversed()],
])("an order is paid once, its events told twice %s", async (_, arrange) => {
  const order = await placeStripeOrder(shop, url, key);
  expect(order).toMatchObject({ status: "pending", payments: [{ action: { type: "redirect" } }] });
  expect(order.payments[0]?.action?.url).toMatch(`${shop.fake.url}/pay/cs_test_`);
  for (const event of arrange(paidEvents(order))) {
    expect(await accepted(event)).toMatchObject({ received: true, duplicate: false });
    expect(await accepted(event)).toMatchObject({ received: true, duplicate: true });
  }
  await expectPaidOnce(order.id);
});

test("an order is paid once, its events told ten times at once", async () => {
  const order = await placeStripeOrder(shop, url, key);
  const events = paidEvents(order);
  const answers = await Promise.all([...Array(10)].flatMap(() => events.map(accepted)));
  expect(answers.filter(({ duplicate }) => !duplicate)).toHaveLength(2);
  await expectPaidOnce(order.id);
  const stored = await shop.product.db.prisma.inboxEvent.findMany({ where: { result: order.id } });
  expect(stored.map(({ status, duplicates }) => ({ status, duplicates }))).toEqual([
    { status: "processed", duplicates: 9 },
    { status: "processed", duplicates: 9 },
  ]);
});

test("what is not signed by Stripe, as it is and just now, is refused and not stored", async () => {
  const [event = ""] = paidEvents(await placeStripeOrder(shop, url, key));
  const before = await shop.product.db.prisma.inboxEvent.count();
  const faults: [string, string | null][] = [
    [event, null],
    [event, "nonsense"],
    [event, sign(event, { secret: "whsec_of_somebody_else" })],
    [event, sign(event, { ageSeconds: 301 })],
    [event, sign(event, { ageSeconds: -310 })],
    [JSON.stringify(JSON.parse(event), null, 1), sign(event)],
  ];
  for (const [payload, signature] of faults) {
    const response = await postEvent(url, payload, signature);
    expect(response.status).toBe(400);
    expect(response.headers.get("x-request-id")).toMatch(/^req_/);
    expect(await response.json()).toMatchObject({ code: "signature_invalid" });
  }
  expect(await shop.product.db.prisma.inboxEvent.count()).toBe(before);
});

test("a signed body that is no event is refused", async () => {
  for (const payload of ["", "{", "[]", '{"object":"event"}']) {
    const response = await postEvent(url, payload);
    expect(await response.json()).toMatchObject({ status: 400, code: "bad_request" });
  }
});

test("a webhook has at most a million bytes", async () => {
  const [event = ""] = paidEvents(await placeStripeOrder(shop, url, key));
  const padded = (bytes: number) => event + " ".repeat(bytes - Buffer.byteLength(event));
  expect((await postEvent(url, padded(999_999))).status).toBe(202);
  expect((await postEvent(url, padded(1_000_000))).status).toBe(202);
  expect((await postEvent(url, padded(1_000_001))).status).toBe(413);
});

test("there is a door for connectors that take webhooks alone, and it takes POST", async () => {
  for (const name of ["nobody", "smtp", "toString", "stripe/x", ""]) {
    const response = await fetch(`${url}/api/webhooks/${name}`, { method: "POST", body: "{}" });
    expect(await response.json(), name).toMatchObject({ status: 404, code: "not_found" });
  }
  const response = await fetch(`${url}/api/webhooks/stripe`);
  expect(await response.json()).toMatchObject({ status: 405, code: "method_not_allowed" });
});

test("without its database the server says 503, and takes the event when it is sent again", async () => {
  const proxy = await startTcpProxy(shop.product.db.url);
  const server = await shop.serve({ DATABASE_URL: proxy.url });
  const [event = ""] = paidEvents(await placeStripeOrder(shop, server.url, key));
  await proxy.down();
  const refused = await postEvent(server.url, event);
  expect(refused.status).toBe(503);
  expect(refused.headers.get("retry-after")).toBe("5");
  expect(await refused.json()).toMatchObject({ code: "unavailable" });
  await until("not ready", async () => (await fetch(`${server.url}/readyz`)).status === 503);
  expect((await fetch(`${server.url}/livez`)).status).toBe(200);
  await proxy.up();
  await until("ready", async () => (await fetch(`${server.url}/readyz`)).status === 200);
  expect((await postEvent(server.url, event)).status).toBe(202);
  await server.end("SIGKILL");
  await proxy.down();
});

async function accepted(event: string): Promise<{ duplicate: boolean }> {
  const response = await postEvent(url, event);
  expect(response.status).toBe(202);
  return (await response.json()) as { duplicate: boolean };
}

async function expectPaidOnce(orderId: string): Promise<void> {
  await untilWorkedOff(shop);
  const { prisma } = shop.product.db;
  const order = await send(url, { method: "GET", path: `/api/v1/orders/${orderId}`, key });
  expect(order.body).toMatchObject({ status: "confirmed", paymentStatus: "paid" });
  const payments = await prisma.payment.findMany({
    where: { orderId },
    include: { transactions: true },
  });
  expect(payments).toMatchObject([
    {
      status: "captured",
      amountCaptured: 9000n,
      transactions: [{ type: "capture", status: "succeeded" }],
    },
  ]);
  const about = [orderId, ...payments.map(({ id }) => id)];
  const listed = await send(url, { method: "GET", path: "/api/v1/events?limit=100", key });
  const { data } = listed.body as {
    data: { id: string; type: string; data: { object: { id: string } } }[];
  };
  const events = data.filter((event) => about.includes(event.data.object.id));
  expect(events.map(({ type }) => type).sort()).toEqual([
    "order.confirmed",
    "order.created",
    "payment.captured",
  ]);
  const eventId = events.find(({ type }) => type === "order.confirmed")?.id;
  const mails = await prisma.notification.findMany({ where: { eventId } });
  expect(mails).toMatchObject([
    { to: "buyer@example.com", template: "order-confirmed", status: "kept" },
  ]);
}

import { createPublicKey, verify, X509Certificate } from "node:crypto";
import { createServer } from "node:http";
import { crc32 } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type FakeProviders, startFakeProviders } from "../start.ts";
import { orderRequest, type PaypalClient, paypalClient } from "../testing/paypal-client.ts";

let now: Date;
let fake: FakeProviders;
let paypal: PaypalClient;

beforeEach(async () => {
  now = new Date("2026-11-01T12:00:00Z");
  fake = await startFakeProviders({ now: () => now });
  paypal = await paypalClient(fake);
});
afterEach(() => fake.close());

const orders = "/v2/checkout/orders";

test("a token is needed, and lasts nine hours", async () => {
  const wrong = await fetch(`${fake.url}/v1/oauth2/token`, {
    method: "POST",
    headers: { Authorization: `Basic ${btoa("client:wrong")}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
  expect([wrong.status, await wrong.json()]).toMatchObject([401, { error: "invalid_client" }]);
  expect((await paypal.post(orders, orderRequest())).status).toBe(201);
  now = new Date(now.getTime() + 9 * 3600_000);
  expect(await paypal.post(orders, orderRequest())).toMatchObject({
    ...{ status: 401, body: { name: "AUTHENTICATION_FAILURE" } },
  });
});

test("what cannot be read is a 400 that names the field, with a debug id", async () => {
  const { status, body } = await paypal.post(orders, { ...orderRequest(), intent: "SALE" });
  expect(status).toBe(400);
  expect(body).toMatchObject({
    name: "INVALID_REQUEST",
    debug_id: expect.any(String),
    details: [{ issue: "INVALID_PARAMETER_VALUE", field: "/intent" }],
    links: [{ rel: "information_link" }],
  });
});

test("a request id brings the answer back for six hours on orders", async () => {
  const sent = { requestId: "pay_1" };
  const first = await paypal.post(orders, orderRequest(), sent);
  const again = await paypal.post(orders, orderRequest(), sent);
  expect([first.status, again.status, again.body.id]).toEqual([201, 200, first.body.id]);
  const other = await paypal.post(orders, orderRequest("AUTHORIZE"), sent);
  expect(other.body.details?.[0]?.issue).toBe("DUPLICATE_REQUEST_ID");
  now = new Date(now.getTime() + 6 * 3600_000);
  expect((await paypal.post(orders, orderRequest(), sent)).body.id).not.toBe(first.body.id);
  const long = await paypal.post(orders, orderRequest(), { requestId: "x".repeat(109) });
  expect(long.status).toBe(400);
});

test("a request id brings a refund back for forty-five days", async () => {
  const { body } = await paypal.post(orders, orderRequest());
  fake.paypal.approve(body.id);
  const order = (await paypal.post(`${orders}/${body.id}/capture`)).body;
  const path = `/v2/payments/captures/${order.purchase_units[0]?.payments.captures[0]?.id}/refund`;
  const refund = { amount: { currency_code: "EUR", value: "1.00" } };
  await paypal.post(path, refund, { requestId: "rfd_1" });
  for (const days of [1, 43]) {
    now = new Date(now.getTime() + days * 24 * 3600_000);
    paypal = await paypalClient(fake);
    await paypal.post(path, refund, { requestId: "rfd_1" });
    expect(fake.paypal.refunds.size).toBe(1);
  }
  now = new Date(now.getTime() + 24 * 3600_000);
  paypal = await paypalClient(fake);
  await paypal.post(path, refund, { requestId: "rfd_1" });
  expect(fake.paypal.refunds.size).toBe(2);
});

test("a call that failed leaves its request id free; a 500 after the act brings the act", async () => {
  const sent = { requestId: "pay_1" };
  fake.faults.calls.push({ kind: "errorBefore" }, { kind: "errorAfter" });
  const codes: number[] = [];
  for (let n = 0; n < 3; n++) codes.push((await paypal.post(orders, orderRequest(), sent)).status);
  expect(codes).toEqual([500, 500, 200]);
  expect(fake.paypal.orders.size).toBe(1);
});

test("little comes back unless the whole is asked for", async () => {
  const { body } = await paypal.post(orders, orderRequest(), { minimal: true });
  expect(Object.keys(body).sort()).toEqual(["id", "links", "payment_source", "status"]);
});

test("events are listed newest first, by time and page", async () => {
  for (let n = 0; n < 3; n++) {
    now = new Date(now.getTime() + 10_000);
    const { body } = await paypal.post(orders, orderRequest());
    fake.paypal.approve(body.id);
  }
  const path = "/v1/notifications/webhooks-events?page_size=2";
  const first = (await paypal.get(path)).body;
  const next = (await paypal.get(first.links.find(({ rel }) => rel === "next")?.href ?? "")).body;
  const ids = [...first.events, ...next.events].map(({ id }) => id);
  expect(ids).toEqual(fake.paypal.events.map(({ id }) => id).reverse());
  const since = new Date(now.getTime() - 5000).toISOString();
  const { events } = (await paypal.get(`${path}&start_time=${since}`)).body;
  expect(events.map(({ id }) => id)).toEqual(ids.slice(0, 1));
});

test("webhooks are signed so that PayPal's rules hold", async () => {
  const shop = await startShop();
  fake.paypal.deliverTo(shop.url, "WH-OF-THE-SHOP");
  const { body } = await paypal.post(orders, orderRequest());
  fake.paypal.approve(body.id);
  await fake.settled();
  await shop.close();
  const [{ headers, text } = { headers: {}, text: "" }] = shop.heard;
  const header = (name: string) => String(headers[`paypal-${name}`]);
  const pem = await (await fetch(header("cert-url"))).text();
  const [leaf, issuer] = pem
    .split(/(?<=-----END CERTIFICATE-----\n)/)
    .map((one) => new X509Certificate(one));
  if (!leaf || !issuer) throw new Error("no chain");
  const root = new X509Certificate(fake.paypal.root);
  expect([leaf.verify(issuer.publicKey), issuer.verify(root.publicKey)]).toEqual([true, true]);
  const message = [
    header("transmission-id"),
    header("transmission-time"),
    "WH-OF-THE-SHOP",
    crc32(text),
  ];
  const signature = Buffer.from(header("transmission-sig"), "base64");
  const key = createPublicKey(leaf.publicKey.export({ type: "spki", format: "pem" }));
  expect(verify("RSA-SHA256", Buffer.from(message.join("|")), key, signature)).toBe(true);
  expect(JSON.parse(text)).toMatchObject({
    ...{ event_type: "CHECKOUT.ORDER.APPROVED", resource: { id: body.id, status: "APPROVED" } },
  });
});

async function startShop() {
  const heard: { headers: Record<string, unknown>; text: string }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    heard.push({ headers: request.headers, text: Buffer.concat(chunks).toString() });
    response.writeHead(200).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}/`, heard, close };
}

import { type FakeProviders, paypalAuthority, startFakeProviders } from "@crossdock/fake-providers";
import { createHttpClient, type HttpClient } from "@crossdock/http";
import Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Connector, CreatePayment, InboundConnector, InboundHeaders } from "./contract.ts";
import {
  type PaypalScript,
  paypalOrder,
  signed,
  startPaypalScript,
  webhookId,
} from "./paypal/testing.ts";
import {
  type ConnectorId,
  type Connectors,
  createConnectors,
  type RegisteredConnector,
} from "./registry.ts";
import { type Mailbox, startMailbox } from "./smtp/testing.ts";
import { signTestEvent } from "./test/event.ts";

const now = new Date("2026-11-01T12:00:00Z");
const secret = "a secret of at least thirty-two characters";

const payment: CreatePayment = {
  paymentId: "pay_1",
  orderId: "ord_1",
  orderNumber: 1001,
  capture: "automatic",
  flow: "hosted",
  description: "Order #1001",
  email: "buyer@example.com",
  amount: 1999,
  currency: "EUR",
  successUrl: "https://shop.example/thanks",
  cancelUrl: "https://shop.example/cart",
  expiresAt: new Date("2026-11-01T13:00:00Z"),
  idempotencyKey: "pay_1:create:1",
  deadlineMs: 5000,
};

type Delivery = { headers: InboundHeaders; body: string };

/** How each provider tells of a captured payment `pay_1` of €19.99, signed at the given time. */
const captured: Partial<Record<ConnectorId, (at: Date) => Delivery>> = {
  paypal: paypalDelivery,
  stripe: stripeDelivery,
  test: (at) => signTestEvent({ type: "payment.captured", pay: payment, secret, now: at }),
};

/** The variable that a person is told to set. */
const variables: Partial<Record<ConnectorId, string>> = {
  paypal: "PAYPAL_CLIENT_ID",
  smtp: "SMTP_URL",
  stripe: "STRIPE_SECRET_KEY",
};

let http: HttpClient;
let fake: FakeProviders;
let paypal: PaypalScript;
let mailbox: Mailbox;
let configured: Connectors;
let bare: Connectors;

beforeAll(async () => {
  http = createHttpClient({ allowLoopback: true, now: () => now });
  fake = await startFakeProviders({ now: () => now });
  paypal = await startPaypalScript();
  answerAsPaypal();
  mailbox = await startMailbox();
  const appUrl = "http://localhost:3000";
  const trustedRoots = [paypalAuthority().root];
  const own = { http, appUrl, now: () => now, testSecret: secret, trustedRoots };
  bare = createConnectors({ ...own, variables: {} });
  configured = createConnectors({
    ...own,
    variables: {
      ...{ SMTP_URL: `smtp://${mailbox.host}`, SMTP_FROM: "Shop <shop@example.com>" },
      ...{ STRIPE_SECRET_KEY: "sk_test_fake", STRIPE_WEBHOOK_SECRET: "whsec_a, whsec_b" },
      STRIPE_API_BASE: fake.url,
      ...{ PAYPAL_CLIENT_ID: "id", PAYPAL_CLIENT_SECRET: "secret", PAYPAL_WEBHOOK_ID: webhookId },
      PAYPAL_API_BASE: paypal.url,
    },
  });
});

afterAll(async () => {
  await http.close();
  await fake.close();
  await paypal.close();
  await mailbox.close();
});

const ids: ConnectorId[] = ["paypal", "smtp", "stripe", "test"];

test("the suite covers every connector that takes money or sends mail", () => {
  const covered = configured.definitions.filter(({ category }) =>
    /^(payments|mail)$/.test(category),
  );
  expect(covered.map(({ id }) => id).sort()).toEqual(ids);
});

test("a connector is made once, and an unknown one never", async () => {
  const [one, other] = [await configured.get("stripe"), await configured.get("stripe")];
  expect(one).toBe(other);
  for (const id of ["unknown", "", "constructor", "__proto__"]) {
    expect(await configured.get(id)).toBeUndefined();
  }
});

describe.each(ids)("%s", (id) => {
  test("is configured, healthy and known by its id", async () => {
    const connector = await get(configured, id);
    expect(connector).toMatchObject({ id, configured: true });
    expect(connector.name).not.toBe("");
    expect(await connector.check()).toEqual({ ok: true, detail: expect.stringMatching(/\.$/) });
  });

  test("without its settings says which variable to set", async () => {
    const connector = await get(bare, id);
    const variable = variables[id];
    expect(connector.configured).toBe(variable === undefined);
    if (variable === undefined) return;
    expect(await connector.check()).toMatchObject({
      ok: false,
      detail: expect.stringContaining(variable),
    });
    // Without what it needs it is no connector at all, and its problem says why.
    if (connector.problem !== null) return;
    await expect(use(connector)).rejects.toMatchObject({
      code: "connector_not_configured",
      detail: expect.stringContaining(variable),
    });
  });

  test("starts a payment, and with the same key the same one", async () => {
    const { payment: payments } = await get(configured, id);
    if (!payments) return;
    const first = await payments.create(payment);
    expect(first.ref ?? first.sessionRef).toEqual(expect.any(String));
    expect(first.action).toEqual({ type: "redirect", url: expect.stringMatching(/^https?:/) });
    expect(await payments.create(payment)).toEqual(first);
  });

  test("never starts a payment over an amount that it would have to round", async () => {
    const { payment: payments } = await get(configured, id);
    if (!payments) return;
    const told = payments.toProviderAmount({ amount: 1999, currency: "EUR" });
    expect(told).toBe(id === "paypal" ? "19.99" : 1999);
    for (const amount of [0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => payments.toProviderAmount({ amount, currency: "EUR" })).toThrow(
        expect.objectContaining({ code: "amount_unrepresentable" }),
      );
      await expect(payments.create({ ...payment, amount })).rejects.toMatchObject({
        code: "amount_unrepresentable",
      });
    }
  });

  test("ends a payment that nobody has paid", async () => {
    const { payment: payments } = await get(configured, id);
    if (!payments) return;
    const { ref, sessionRef } = await payments.create({
      ...payment,
      paymentId: "pay_2",
      idempotencyKey: "pay_2:create:1",
    });
    const end = { ref, sessionRef, idempotencyKey: "pay_2:cancel:1", deadlineMs: 5000 };
    for (const told of [await payments.cancel(end), await payments.cancel(end)]) {
      expect(["canceled", "expired"]).toContain(told.state);
      expect(told.facts).toEqual([]);
    }
  });

  test("hears of a capture, each time the same", async () => {
    const { inbound } = await get(configured, id);
    if (!inbound) return;
    const event = await verify(inbound, delivery(id, now), now);
    const later = new Date(now.getTime() + 3600_000);
    expect((await verify(inbound, delivery(id, later), later)).eventId).toBe(event.eventId);
    const stored = { ...event, payload: JSON.parse(JSON.stringify(event.payload)) };
    for (const told of [event, stored]) {
      expect(inbound.toSnapshot(told)).toMatchObject({
        paymentId: "pay_1",
        currency: "EUR",
        state: "captured",
        facts: [{ type: "capture", status: "succeeded", amount: 1999, at: event.occurredAt }],
      });
    }
  });

  test("believes no forged, changed or stale event", async () => {
    const { inbound } = await get(configured, id);
    if (!inbound) return;
    const { headers, body } = delivery(id, now);
    const refused: [Delivery, Date][] = [
      [{ headers: {}, body }, now],
      [{ headers, body: body.replace(/19\.?99/, "9999") }, now],
      [{ headers, body: `${body} ` }, now],
      [{ headers, body: "" }, now],
      [{ headers, body }, new Date(now.getTime() + lateMs(id) + 1000)],
      [{ headers, body }, new Date(now.getTime() - earlyMs(id) - 1000)],
    ];
    for (const name of Object.keys(headers).filter((header) => /signature|-sig$/.test(header))) {
      refused.push([{ headers: { ...headers, [name]: "v1,AAAA" }, body }, now]);
      refused.push([{ headers: { ...headers, [name]: undefined }, body }, now]);
    }
    for (const [bad, at] of refused) {
      await expect(verify(inbound, bad, at)).rejects.toMatchObject({ code: "signature_invalid" });
    }
  });

  test("sends a mail", async () => {
    const { mail } = await get(configured, id);
    if (!mail) return;
    const content = { subject: "Hello", text: "Hello", html: "<p>Hello</p>" };
    const sent = await mail.send({ to: "a@example.com", messageId: "ntf_1", ...content });
    expect(sent.providerMessageId).toContain("ntf_1");
    expect(mailbox.mails.at(-1)?.messageId).toBe(sent.providerMessageId);
  });
});

// PayPal signs once and delivers for three days.
const lateMs = (id: ConnectorId) => (id === "paypal" ? 73 * 3600_000 : 300_000);
const earlyMs = (id: ConnectorId) => (id === "paypal" ? 3600_000 : 300_000);

async function get(connectors: Connectors, id: string): Promise<RegisteredConnector> {
  const connector = await connectors.get(id);
  if (!connector) throw new Error(`${id} is not registered`);
  return connector;
}

async function use({ payment: payments, mail }: Connector): Promise<unknown> {
  if (payments) return payments.create(payment);
  return mail?.send({ to: "a@example.com", subject: "", text: "", html: "", messageId: "ntf_1" });
}

function delivery(id: ConnectorId, at: Date): Delivery {
  const make = captured[id];
  if (!make) throw new Error(`say in "captured" how ${id} tells of a capture`);
  return make(at);
}

function verify(inbound: InboundConnector, { headers, body }: Delivery, at: Date) {
  return inbound.verify({ headers, body: Buffer.from(body), now: at });
}

function answerAsPaypal(): void {
  const links = [
    { rel: "payer-action", href: "https://www.sandbox.paypal.com/checkoutnow?token=5O1" },
  ];
  const order = paypalOrder("PAYER_ACTION_REQUIRED", {}, { links });
  paypal.answers.set("POST /v2/checkout/orders", [{ body: order }]);
  paypal.answers.set("GET /v2/checkout/orders/5O1", [{ body: order }]);
  const hook = { body: { event_types: [{ name: "*" }] } };
  paypal.answers.set(`GET /v1/notifications/webhooks/${webhookId}`, [hook]);
}

function paypalDelivery(at: Date): Delivery {
  const certUrl = `${paypal.url}/v1/notifications/certs/CERT-1`;
  const { headers, body } = signed({ at, certUrl });
  return { headers, body: body.toString() };
}

function stripeDelivery(at: Date): Delivery {
  const metadata = { order_id: "ord_1", payment_id: "pay_1" };
  const object = {
    ...{ id: "cs_1", object: "checkout.session", mode: "payment", payment_status: "paid" },
    ...{ payment_intent: "pi_1", client_reference_id: "ord_1", currency: "eur" },
    ...{ amount_total: 1999, metadata },
  };
  const body = JSON.stringify({
    ...{ id: "evt_1", object: "event", type: "checkout.session.completed" },
    ...{ created: now.getTime() / 1000, data: { object } },
  });
  const timestamp = at.getTime() / 1000;
  const signed = { payload: body, secret: "whsec_b", timestamp };
  return {
    headers: { "stripe-signature": Stripe.webhooks.generateTestHeaderString(signed) },
    body,
  };
}

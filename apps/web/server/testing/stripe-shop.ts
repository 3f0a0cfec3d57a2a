import { type FakeProviders, startFakeProviders } from "@crossdock/fake-providers";
import Stripe from "stripe";
import { send } from "./rest-client.ts";
import type { ServerEnv } from "./server-process.ts";
import { startTestApp, type TestApp } from "./test-app.ts";
import { until } from "./until.ts";

export type PlacedOrder = {
  id: string;
  total: number;
  status: string;
  payments: { id: string; action: { type: string; url: string } | null }[];
};

/** A shop that takes payments by a Stripe on loopback. */
export async function startStripeShop(): Promise<TestApp & { fake: FakeProviders }> {
  const fake = await startFakeProviders();
  const app = await startTestApp({ ...stripeEnv, STRIPE_API_BASE: fake.url });
  return {
    ...app,
    fake,
    async close() {
      await app.close();
      await fake.close();
    },
  };
}

const webhookSecret = "whsec_for_tests";
const stripeEnv: ServerEnv = {
  STRIPE_SECRET_KEY: "sk_test_fake",
  STRIPE_WEBHOOK_SECRET: webhookSecret,
};

export async function placeStripeOrder(
  app: TestApp,
  url: string,
  key: string,
): Promise<PlacedOrder> {
  const { sku } = await app.sell(5, 4500);
  const body = {
    email: "buyer@example.com",
    items: [{ sku, quantity: 2 }],
    paymentProvider: "stripe",
  };
  const answer = await send(url, { method: "POST", path: "/api/v1/orders", key, body });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return answer.body as PlacedOrder;
}

/** What Stripe tells of a paid order, in the order in which it mostly does. */
export function paidEvents({ id: orderId, total, payments }: PlacedOrder): string[] {
  const paymentId = payments[0]?.id ?? "";
  const [intent, currency] = [`pi_${paymentId}`, "eur"];
  const metadata = { order_id: orderId, payment_id: paymentId };
  const session = {
    ...{ id: `cs_${paymentId}`, object: "checkout.session", mode: "payment", status: "complete" },
    ...{ payment_status: "paid", payment_intent: intent, amount_total: total, currency },
    ...{ client_reference_id: orderId, metadata },
  };
  const paid = {
    ...{ id: intent, object: "payment_intent", status: "succeeded", currency, metadata },
    ...{ amount: total, amount_received: total },
  };
  return [event("checkout.session.completed", session), event("payment_intent.succeeded", paid)];
}

/** Posts an event as Stripe signs it; `signature` in its place where one is given. */
export function postEvent(
  url: string,
  payload: string,
  signature: string | null = sign(payload),
): Promise<Response> {
  return fetch(`${url}/api/webhooks/stripe`, {
    method: "POST",
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      ...(signature === null ? {} : { "Stripe-Signature": signature }),
    },
    body: payload,
  });
}

/** The header that Stripe's own library makes. */
export function sign(payload: string, { secret = webhookSecret, ageSeconds = 0 } = {}): string {
  const timestamp = Math.floor(Date.now() / 1000) - ageSeconds;
  return Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp });
}

/** Resolves when the worker has nothing left that it could do now. */
export async function untilWorkedOff({ product }: TestApp, deadlineMs?: number): Promise<void> {
  const open = `SELECT count(*)::int AS count FROM pgboss.job
    WHERE state IN ('created', 'retry', 'active') AND name IN ('inbox', 'sync-payment', 'react', 'deliver-mail')`;
  await until(
    "every job is done",
    async () => {
      const [row] = await product.db.query<{ count: number }>("", open, []);
      return row?.count === 0;
    },
    deadlineMs,
  );
}

function event(type: string, object: object): string {
  const id = `evt_${crypto.randomUUID().replaceAll("-", "")}`;
  const created = Math.floor(Date.now() / 1000);
  return JSON.stringify({ id, object: "event", type, created, data: { object } });
}

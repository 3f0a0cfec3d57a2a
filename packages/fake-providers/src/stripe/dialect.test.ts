import type Stripe from "stripe";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type FakeProviders, startFakeProviders } from "../start.ts";
import { sessionParams, stripeClient } from "../testing/stripe-client.ts";

let now: Date;
let fake: FakeProviders;
let stripe: Stripe;

beforeEach(async () => {
  now = new Date("2026-11-01T12:00:00Z");
  fake = await startFakeProviders({ now: () => now });
  stripe = stripeClient(fake.url);
});
afterEach(() => fake.close());

const intent = { amount: 1999, currency: "eur" };

test.each([
  ["sk_test_other", "Invalid API Key provided: sk_test_********ther"],
  ["", "You did not provide an API key."],
])("the key %j is refused", async (key, message) => {
  const answer = await fetch(`${fake.url}/v1/balance`, {
    headers: key === "" ? {} : { Authorization: `Bearer ${key}` },
  });
  expect([answer.status, await answer.json()]).toEqual([
    401,
    { error: { message, type: "invalid_request_error" } },
  ]);
});

test.each([
  [
    "amount=1999&currency=eur&payment_method_types[]=card",
    "parameter_unknown",
    "payment_method_types",
  ],
  ["amount=1999", "parameter_missing", "currency"],
  ["amount=19.99&currency=eur", "parameter_invalid_integer", "amount"],
  ["amount=&currency=eur", "parameter_invalid_empty", "amount"],
  ["amount=1999&currency=eur&capture_method=later", undefined, "capture_method"],
  ["amount=1999&currency=eurogeld", undefined, "currency"],
  ["amount=1999&currency=zzz", undefined, "currency"],
  ["amount=49&currency=eur", "amount_too_small", "amount"],
  ["amount=100000000&currency=eur", "amount_too_large", "amount"],
  ["amount=10001&currency=kwd", undefined, "amount"],
  ["amount=1999&currency=eur&metadata[a][b]=c", undefined, "metadata[a]"],
  ["amount=1999&currency=eur&expand[]=balance_of_life", undefined, "expand"],
])("%s is refused as %s", async (body, code, param) => {
  const answer = await post("/v1/payment_intents", body);
  expect(answer.status).toBe(400);
  const type = "invalid_request_error";
  expect(await answer.json()).toMatchObject({ error: { type, param, ...(code && { code }) } });
});

test.each([29 * 60, 24 * 3600 + 1])("a page that ends in %i seconds is refused", async (ahead) => {
  const expires_at = now.getTime() / 1000 + ahead;
  await expect(
    stripe.checkout.sessions.create(sessionParams(now, { expires_at })),
  ).rejects.toMatchObject({ type: "StripeInvalidRequestError", param: "expires_at" });
});

test("what is not there is a 404, in Stripe's words", async () => {
  await expect(stripe.paymentIntents.retrieve("pi_nobody")).rejects.toMatchObject({
    statusCode: 404,
    code: "resource_missing",
    message: "No such payment_intent: 'pi_nobody'",
  });
});

test("another API version than the SDK's is refused", async () => {
  const headers = { Authorization: "Bearer sk_test_fake", "Stripe-Version": "2020-08-27" };
  expect((await fetch(`${fake.url}/v1/balance`, { headers })).status).toBe(400);
});

test("a key brings its first answer back for a day, and only there and then", async () => {
  const options = { idempotencyKey: "pay_1" };
  const first = await stripe.paymentIntents.create(intent, options);
  const again = await stripe.paymentIntents.create(intent, options);
  expect(again.id).toBe(first.id);
  expect(again.lastResponse.headers["idempotent-replayed"]).toBe("true");
  await expect(
    stripe.paymentIntents.create({ ...intent, amount: 2000 }, options),
  ).rejects.toMatchObject({ type: "StripeIdempotencyError", statusCode: 400 });
  await expect(stripe.checkout.sessions.create(sessionParams(now), options)).rejects.toMatchObject({
    type: "StripeIdempotencyError",
  });
  now = new Date(now.getTime() + 24 * 3600_000);
  expect((await stripe.paymentIntents.create(intent, options)).id).not.toBe(first.id);
});

test("a call that was refused for its parameters leaves its key free", async () => {
  const options = { idempotencyKey: "pay_1" };
  await expect(stripe.paymentIntents.create({ ...intent, amount: 1 }, options)).rejects.toThrow();
  expect(await stripe.paymentIntents.create(intent, options)).toMatchObject({ amount: 1999 });
});

test.each(["errorBefore", "errorAfter"] as const)(
  "%s: the 500 is kept for the key",
  async (kind) => {
    const options = { idempotencyKey: "pay_1" };
    fake.faults.calls.push({ kind });
    await expect(stripe.paymentIntents.create(intent, options)).rejects.toMatchObject({
      statusCode: 500,
    });
    await expect(stripe.paymentIntents.create(intent, options)).rejects.toMatchObject({
      statusCode: 500,
      headers: { "idempotent-replayed": "true" },
    });
    expect(fake.stripe.intents.size).toBe(kind === "errorAfter" ? 1 : 0);
  },
);

test.each(["cut", "lostAnswer", "halfBody", "garbage", "rateLimited", "unavailable"] as const)(
  "after %s the same key leads to one payment",
  async (kind) => {
    fake.faults.calls.push({ kind, at: /^POST \/v1\/payment_intents$/ });
    await post("/v1/payment_intents", "amount=1999&currency=eur", "pay_1")
      .then((answer) => answer.text())
      .catch(() => null);
    const acted = ["lostAnswer", "halfBody", "garbage"].includes(kind);
    expect(fake.stripe.intents.size).toBe(acted ? 1 : 0);
    await stripe.paymentIntents.create(intent, { idempotencyKey: "pay_1" });
    expect(fake.stripe.intents.size).toBe(1);
    expect(fake.faults.counts).toEqual({ [kind]: 1 });
  },
);

test("a hang answers nobody, whether it acted or not", async () => {
  for (const kind of ["hang", "hangAfter"] as const) {
    fake.faults.calls.push({ kind });
    const impatient = { timeout: 100, idempotencyKey: kind };
    await expect(stripe.paymentIntents.create(intent, impatient)).rejects.toMatchObject({
      type: "StripeConnectionError",
    });
  }
  expect(fake.stripe.intents.size).toBe(1);
});

test("lists are newest first, paged, within a time", async () => {
  const ids: string[] = [];
  for (let n = 0; n < 5; n++) {
    now = new Date(now.getTime() + 1000);
    ids.unshift((await stripe.paymentIntents.create(intent)).id);
  }
  const all: string[] = [];
  for await (const { id } of stripe.paymentIntents.list({ limit: 2 })) all.push(id);
  expect(all).toEqual(ids);
  const since = Math.floor(now.getTime() / 1000) - 1;
  const { data, has_more } = await stripe.paymentIntents.list({ created: { gte: since } });
  expect([data.map(({ id }) => id), has_more]).toEqual([ids.slice(0, 2), false]);
  await expect(stripe.paymentIntents.list({ limit: 101 })).rejects.toMatchObject({
    param: "limit",
  });
});

function post(path: string, body: string, key?: string): Promise<Response> {
  return fetch(`${fake.url}${path}`, {
    method: "POST",
    headers: {
      Authorization: "Bearer sk_test_fake",
      "Content-Type": "application/x-www-form-urlencoded",
      ...(key === undefined ? {} : { "Idempotency-Key": key }),
    },
    body,
  });
}

import { loadEnv } from "@crossdock/config/env";
import { type FakeProviders, startFakeProviders } from "@crossdock/fake-providers";
import { createHttpClient, type HttpClient } from "@crossdock/http";
import Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CreatePayment, PaymentConnector, PaymentRefs, PaymentSnapshot } from "./contract.ts";
import { createConnectors } from "./registry.ts";

/**
 * What every provider keeps to: said of the fakes always, and of the real test modes where their keys are in
 * the environment (STRIPE_SECRET_KEY=sk_test_…; PAYPAL_CLIENT_ID and PAYPAL_CLIENT_SECRET of a sandbox).
 * Without keys the real ones are skipped, and nothing here was verified live.
 */
type Provider = {
  name: string;
  id: "stripe" | "paypal";
  variables: Record<string, string>;
  /** Does what the buyer does; null where only a person in a browser can. */
  buyer: ((payments: PaymentConnector, ref: string) => Promise<void>) | null;
};

const env = loadEnv();
const { STRIPE_SECRET_KEY: stripeKey, PAYPAL_CLIENT_ID, PAYPAL_CLIENT_SECRET } = env;
const run = crypto.randomUUID().slice(0, 8);

let fake: FakeProviders;
let http: HttpClient;

beforeAll(async () => {
  fake = await startFakeProviders();
  http = createHttpClient({ allowLoopback: true, now: () => new Date() });
});
afterAll(async () => {
  await http.close();
  await fake.close();
});

const fakeVariables = () => ({
  ...{ STRIPE_SECRET_KEY: "sk_test_fake", STRIPE_API_BASE: fake.url },
  ...{ PAYPAL_CLIENT_ID: "client", PAYPAL_CLIENT_SECRET: "secret", PAYPAL_API_BASE: fake.url },
});

describe.each(["stripe", "paypal"] as const)("the fake %s", (id) => {
  const provider = (): Provider => {
    const { stripe, paypal } = fake;
    const buyer = async (_payments: PaymentConnector, ref: string) =>
      id === "stripe" ? stripe.pay(ref, "succeed") : paypal.approve(ref);
    return { name: `fake ${id}`, id, variables: fakeVariables(), buyer };
  };
  keepsTheContract(provider, true);
});

describe.skipIf(!stripeKey?.startsWith("sk_test_"))("Stripe's test mode", () => {
  const variables = { STRIPE_SECRET_KEY: stripeKey ?? "" };
  const buyer = async (_payments: PaymentConnector, ref: string) => {
    const params = { payment_method: "pm_card_visa", return_url: "https://shop.example/thanks" };
    await new Stripe(stripeKey ?? "").paymentIntents.confirm(ref, params);
  };
  keepsTheContract(() => ({ name: "Stripe", id: "stripe", variables, buyer }), true);
});

const paypalKeys = PAYPAL_CLIENT_ID && PAYPAL_CLIENT_SECRET && env.PAYPAL_ENVIRONMENT !== "live";

describe.skipIf(!paypalKeys)("PayPal's sandbox", () => {
  const variables = {
    PAYPAL_CLIENT_ID: PAYPAL_CLIENT_ID ?? "",
    PAYPAL_CLIENT_SECRET: PAYPAL_CLIENT_SECRET ?? "",
  };
  keepsTheContract(() => ({ name: "PayPal", id: "paypal", variables, buyer: null }), false);
});

/** @param buys whether the buyer's part can be played */
function keepsTheContract(provider: () => Provider, buys: boolean): void {
  let payments: PaymentConnector;
  let made = 0;

  beforeAll(async () => {
    const { id, variables } = provider();
    const own = { appUrl: "http://localhost:3000", testSecret: "x".repeat(32) };
    const connectors = createConnectors({ ...own, http, now: () => new Date(), variables });
    const connector = await connectors.get(id);
    if (!connector?.payment) throw new Error(`${id} takes no payments`);
    payments = connector.payment;
  });

  function input(capture: CreatePayment["capture"] = "automatic"): CreatePayment {
    const paymentId = `pay_${run}_${++made}`;
    const embedded = payments.capabilities.embedded;
    return {
      ...{ paymentId, orderId: `ord_${run}_${made}`, orderNumber: 1000 + made, capture },
      ...{ flow: embedded ? "embedded" : "hosted", description: "Order", email: "a@example.com" },
      ...{ amount: 1999, currency: "EUR", successUrl: "https://shop.example/thanks" },
      ...{ cancelUrl: "https://shop.example/cart", idempotencyKey: `${paymentId}:create` },
      ...{ expiresAt: new Date(Date.now() + 3600_000), deadlineMs },
    };
  }

  /** A payment that the buyer has paid or agreed to, and we have completed where that is ours to do. */
  async function bought(capture: CreatePayment["capture"]): Promise<PaymentRefs & { id: string }> {
    const created = input(capture);
    const { ref, sessionRef } = await payments.create(created);
    await provider().buyer?.(payments, ref ?? "");
    const told = await payments.get({ ref, sessionRef, deadlineMs });
    if (told.state === "approved") {
      const { amount, currency, paymentId } = created;
      const call = { ref, sessionRef, deadlineMs, idempotencyKey: `${paymentId}:complete` };
      await payments.complete?.({ ...call, amount, currency, capture });
    }
    return { ref, sessionRef, id: created.paymentId };
  }

  const read = (refs: PaymentRefs) => payments.get({ ...refs, deadlineMs });

  test("the same key starts the same payment, which nobody has paid", async () => {
    const wanted = input();
    const first = await payments.create(wanted);
    expect(await payments.create(wanted)).toMatchObject({
      ...{ ref: first.ref, sessionRef: first.sessionRef },
    });
    expect(await read(first)).toMatchObject({ state: "created", facts: [] });
  });

  test("what nobody has paid is canceled, once and again", async () => {
    const wanted = input();
    const refs = await payments.create(wanted);
    const call = { ...refs, idempotencyKey: `${wanted.paymentId}:cancel`, deadlineMs };
    for (const told of [await payments.cancel(call), await payments.cancel(call)]) {
      expect(["canceled", "expired"]).toContain(told.state);
      expect(told.facts).toEqual([]);
    }
  });

  test.runIf(buys)(
    "what is paid is given back in parts, each once, and no more than all",
    async () => {
      const refs = await bought("automatic");
      expect(await read(refs)).toMatchObject({ state: "captured", currency: "EUR", amount: 1999 });
      expect(sumOf(await read(refs), "capture")).toBe(1999);
      const refund = (n: number, amount: number) => {
        const refundId = `rfd_${refs.id}_${n}`;
        const money = { amount, currency: "EUR", captureRef: null, reason: "" };
        return payments.refund({
          ...refs,
          ...money,
          refundId,
          idempotencyKey: refundId,
          deadlineMs,
        });
      };
      for (let again = 0; again < 2; again++) await refund(1, 500);
      await refund(2, 500);
      const { refunds = [] } = await read(refs);
      expect(refunds.map(({ amount }) => amount)).toEqual([500, 500]);
      expect(new Set(refunds.map(({ refundId }) => refundId))).toEqual(
        new Set([`rfd_${refs.id}_1`, `rfd_${refs.id}_2`]),
      );
      await expect(refund(3, 1000)).rejects.toMatchObject({
        kind: expect.stringMatching(/^(declined|invalid_request)$/),
      });
    },
  );

  test.runIf(buys)(
    "what is held is captured in part, once, and no refund comes of the rest",
    async () => {
      const refs = await bought("manual");
      expect(await read(refs)).toMatchObject({ state: "authorized" });
      const call = { ...refs, idempotencyKey: `${refs.id}:capture`, deadlineMs };
      for (let again = 0; again < 2; again++) {
        await payments.capture({ ...call, amount: 1500, currency: "EUR", final: true });
      }
      const told = await read(refs);
      expect([told.state, sumOf(told, "capture"), told.refunds]).toEqual(["captured", 1500, []]);
    },
  );

  test.runIf(buys)("what is held is let go of", async () => {
    const refs = await bought("manual");
    const call = { ...refs, idempotencyKey: `${refs.id}:cancel`, deadlineMs };
    expect(await payments.cancel(call)).toMatchObject({ state: "canceled" });
    const told = await read(refs);
    expect([told.state, sumOf(told, "void"), sumOf(told, "capture")]).toEqual([
      "canceled",
      1999,
      0,
    ]);
  });
}

const deadlineMs = 20_000;

function sumOf({ facts }: PaymentSnapshot, type: string): number {
  return facts
    .filter((fact) => fact.type === type && fact.status === "succeeded")
    .reduce((sum, { amount }) => sum + amount, 0);
}

import { loadEnv } from "@crossdock/config/env";
import { type FakeProviders, startFakeProviders } from "@crossdock/fake-providers";
import { createHttpClient, type HttpClient } from "@crossdock/http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Connector, PaymentConnector } from "./contract.ts";
import { paymentContract } from "./payment-contract.ts";
import type { TestMode } from "./payment-trial.ts";
import { createConnectors } from "./registry.ts";

// Said of the fakes always, and of the real test modes where their keys are in the environment
// (STRIPE_SECRET_KEY=sk_test_…; PAYPAL_CLIENT_ID and PAYPAL_CLIENT_SECRET of a sandbox).
// Without keys the real ones are skipped, and nothing here was verified live.

type Variables = Record<string, string | undefined>;
type Id = "stripe" | "paypal";

const env = loadEnv();
const { STRIPE_SECRET_KEY, PAYPAL_CLIENT_ID, PAYPAL_CLIENT_SECRET, PAYPAL_ENVIRONMENT } = env;

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
  test.each(paymentContract)("$name", async ({ run }) => {
    const { payments, buyer } = await openDesk(id, fakeVariables());
    await run({ payments, buyer: buyer ?? (async (ref) => fake.paypal.approve(ref)) });
  });
});

const stripe = { STRIPE_SECRET_KEY };
describe.skipIf(!STRIPE_SECRET_KEY?.startsWith("sk_test_"))("Stripe's test mode", () => {
  test.each(paymentContract)("$name", async ({ run }) => run(await openDesk("stripe", stripe)));
});

const paypal = { PAYPAL_CLIENT_ID, PAYPAL_CLIENT_SECRET };
const sandbox = PAYPAL_CLIENT_ID && PAYPAL_CLIENT_SECRET && PAYPAL_ENVIRONMENT !== "live";
describe.skipIf(!sandbox)("PayPal's sandbox", () => {
  const withoutBuyer = paymentContract.filter(({ buys }) => !buys);
  test.each(withoutBuyer)("$name", async ({ run }) => run(await openDesk("paypal", paypal)));
});

test.each<[Id, Variables]>([
  ["stripe", { STRIPE_SECRET_KEY: "sk_live_1" }],
  ["stripe", { STRIPE_SECRET_KEY: "rk_live_1" }],
  ["stripe", { STRIPE_SECRET_KEY: "sk_testing" }],
  ["paypal", { ...fakePaypal(), PAYPAL_ENVIRONMENT: "live" }],
  ["paypal", { ...fakePaypal(), PAYPAL_API_BASE: "https://api-m.paypal.com" }],
  ["paypal", { ...fakePaypal(), PAYPAL_API_BASE: "https://api-m.sandbox.paypal.com.example" }],
])("%s is not tried where money could move: %j", async (id, variables) => {
  const { trial } = await connectorOf(id, variables);
  expect(trial?.()).toEqual({ refused: expect.stringMatching(/real money is never moved\.$/) });
});

test("a provider that does not keep to it is told of in words", async () => {
  const { payments } = await openDesk("stripe", fakeVariables());
  const forgetful: PaymentConnector = {
    ...payments,
    create: (input) => payments.create({ ...input, idempotencyKey: crypto.randomUUID() }),
    cancel: (input) => payments.get(input),
  };
  const said = await Promise.all(
    paymentContract.map(({ name, buys, run }) =>
      buys ? null : run({ payments: forgetful, buyer: null }).then(() => name, String),
    ),
  );
  expect(said).toEqual([
    "an amount that it would have to round is refused",
    expect.stringMatching(/^Error: Not as it should be: the second payment is /),
    'Error: Not as it should be: its state is "created", not "canceled".',
    'Error: Not as it should be: its state is "created", not "canceled".',
    ...[null, null, null],
  ]);
});

function fakePaypal(): Variables {
  return { PAYPAL_CLIENT_ID: "client", PAYPAL_CLIENT_SECRET: "secret" };
}

async function connectorOf(id: Id, variables: Variables): Promise<Connector> {
  const own = { appUrl: "http://localhost:3000", testSecret: "x".repeat(32) };
  const connectors = createConnectors({ ...own, http, now: () => new Date(), variables });
  const connector = await connectors.get(id);
  if (!connector) throw new Error(`${id} is not registered`);
  return connector;
}

async function openDesk(id: Id, variables: Variables) {
  const { payment: payments, trial } = await connectorOf(id, variables);
  const mode = trial?.();
  if (!payments || !mode || "refused" in mode) throw new Error(`${id} may not be tried`);
  const { buyer }: TestMode = mode;
  return { payments, buyer };
}

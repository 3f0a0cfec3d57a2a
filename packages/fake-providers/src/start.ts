import { createDeliveries } from "./deliveries.ts";
import type { Answer, RecordedRequest } from "./exchange.ts";
import { createFaults } from "./faults.ts";
import { createIdempotency } from "./idempotency.ts";
import { servePage } from "./pages/serve.ts";
import { paypalDesk } from "./paypal/desk.ts";
import { callPaypalFake } from "./paypal/dialect.ts";
import { PaypalFailure } from "./paypal/failure.ts";
import { paypalFake } from "./paypal/fake.ts";
import { certificatePath, createMerchant } from "./paypal/merchant.ts";
import { paypalAuthority } from "./paypal/signature.ts";
import { serve } from "./server.ts";
import { createAccount } from "./stripe/account.ts";
import { stripeDesk } from "./stripe/desk.ts";
import { callStripeFake } from "./stripe/dialect.ts";
import { StripeFailure } from "./stripe/failure.ts";
import { stripeFake } from "./stripe/fake.ts";
import type { World } from "./world.ts";

export type FakeProvidersOptions = {
  /** The clock of both providers; else the real one. */
  now?: () => Date;
  /** Uniform in [0, 1); ids and faults come of it. */
  random?: () => number;
  /** Else a free one. */
  port?: number;
};

/**
 * Stripe and PayPal on loopback, at one address: stateful, as strict as the real ones, with faults on
 * demand. They speak of money and move none.
 */
export async function startFakeProviders({
  now = () => new Date(),
  random = Math.random,
  port = 0,
}: FakeProvidersOptions = {}) {
  const faults = createFaults(random);
  const deliveries = createDeliveries(faults);
  const world: World = { now, random, url: () => server.url, deliveries };
  const account = createAccount(world, "sk_test_fake");
  const merchant = createMerchant(world, { clientId: "client", clientSecret: "secret" });
  const dialects = {
    stripe: { requests: [] as RecordedRequest[], kept: createIdempotency(now) },
    paypal: { requests: [] as RecordedRequest[], kept: createIdempotency(now) },
  };

  function call(request: RecordedRequest, fault: Parameters<typeof callStripeFake>[3]): Answer {
    if (isPaypal(request)) return callPaypalFake(merchant, dialects.paypal.kept, request, fault);
    return callStripeFake(account, dialects.stripe.kept, request, fault);
  }

  const stripe = stripeFake(account, dialects.stripe.requests);
  const paypal = paypalFake(merchant, dialects.paypal.requests);
  const desks = [stripeDesk(account, stripe), paypalDesk(merchant, paypal)];

  const server = await serve(
    {
      page: (request) =>
        certificate(request) ?? servePage(desks, request, () => void deliveries.retryFailed()),
      heard(request) {
        dialects[isPaypal(request) ? "paypal" : "stripe"].requests.push(request);
      },
      call,
      rateLimited,
    },
    faults,
    port,
  );

  return {
    url: server.url,
    faults,
    /** What was sent to the shop, in the order of the answers. */
    webhooks: deliveries.attempts,
    /** Resolves when no webhook is under way. */
    settled: deliveries.settled,
    /** Sends again what the shop did not take, and waits for it. */
    retryFailed: deliveries.retryFailed,
    stripe,
    paypal,
    /** As after Stripe's day and PayPal's forty-five: no call is known by its key any more. */
    forgetKeys(): void {
      dialects.stripe.kept.clear();
      dialects.paypal.kept.clear();
    },
    close: server.close,
  };
}

export type FakeProviders = Awaited<ReturnType<typeof startFakeProviders>>;

function isPaypal({ path }: RecordedRequest): boolean {
  return /^\/(v2|v1\/(oauth2|notifications|customer))\//.test(path);
}

function certificate({ path }: RecordedRequest): Answer | undefined {
  if (path !== certificatePath) return undefined;
  const headers = { "content-type": "application/x-pem-file" };
  return { status: 200, body: paypalAuthority().chain, headers };
}

function rateLimited(request: RecordedRequest): Answer {
  if (isPaypal(request)) {
    const message = "Too many requests. Blocked due to rate limiting.";
    return new PaypalFailure(429, "RATE_LIMIT_REACHED", message).toAnswer("fake");
  }
  const details = { type: "invalid_request_error", code: "rate_limit" };
  return new StripeFailure(429, "Request rate limit exceeded", details).toAnswer();
}

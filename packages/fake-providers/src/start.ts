import { createDeliveries } from "./deliveries.ts";
import type { RecordedRequest } from "./exchange.ts";
import { createFaults } from "./faults.ts";
import { createIdempotency } from "./idempotency.ts";
import { serve } from "./server.ts";
import { createAccount } from "./stripe/account.ts";
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
  /** The key that this Stripe accepts. */
  stripeSecretKey?: string;
};

/**
 * Stripe on loopback, stateful and as strict as the real one, with faults on demand. It speaks of
 * money and moves none.
 */
export async function startFakeProviders({
  now = () => new Date(),
  random = Math.random,
  port = 0,
  stripeSecretKey = "sk_test_fake",
}: FakeProvidersOptions = {}) {
  const faults = createFaults(random);
  const deliveries = createDeliveries(faults);
  const world: World = { now, random, url: () => server.url, deliveries };
  const account = createAccount(world, stripeSecretKey);
  const idempotency = createIdempotency(now);
  const requests: RecordedRequest[] = [];

  const server = await serve(
    {
      page: () => undefined,
      call(request, fault) {
        requests.push(request);
        return callStripeFake(account, idempotency, request, fault);
      },
      rateLimited(request) {
        requests.push(request);
        const limit = { type: "invalid_request_error", code: "rate_limit" };
        return new StripeFailure(429, "Request rate limit exceeded", limit).toAnswer();
      },
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
    stripe: stripeFake(account, requests),
    close: server.close,
  };
}

export type FakeProviders = Awaited<ReturnType<typeof startFakeProviders>>;

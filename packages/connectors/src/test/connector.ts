import { Amount, AppError, Currency } from "@crossdock/core";
import { z } from "zod";
import type { Connector, Money, PaymentConnector, PaymentRefs } from "../contract.ts";
import { testRef } from "./event.ts";
import { testInbound } from "./inbound.ts";
import { createTestPayToken } from "./pay-token.ts";

export const TestConfig = z.object({
  /** Where the pay page is, without a slash at the end. */
  appUrl: z.url({ protocol: /^https?$/ }),
  /** What signs its links and events. */
  secret: z.string().min(32),
});

export type TestConfig = z.infer<typeof TestConfig>;

/** The built-in provider: a page with pay and decline, and webhooks like a real one's. */
export function connectTest(settings: TestConfig, now: () => Date = () => new Date()): Connector {
  const config = TestConfig.parse(settings);
  return {
    id: "test",
    name: "Test provider",
    configured: true,
    payment: testPayments(config, now),
    inbound: testInbound(config.secret),
    check: async () => ({ ok: true, detail: "Built in: no money moves." }),
  };
}

function testPayments({ appUrl, secret }: TestConfig, now: () => Date): PaymentConnector {
  return {
    capabilities: {
      hosted: true,
      embedded: false,
      manualCapture: true,
      partialCapture: true,
      multiCapture: true,
      partialRefund: true,
      disputes: false,
    },
    toProviderAmount: checkedAmount,
    async create(input) {
      checkedAmount(input);
      const pay = { ...input, expiresAt: input.expiresAt.toISOString() };
      const token = createTestPayToken(pay, secret);
      const url = `${appUrl}/test-pay/${input.paymentId}?token=${token}`;
      return {
        ref: testRef(input.paymentId),
        sessionRef: null,
        action: { type: "redirect", url },
      };
    },
    // It keeps nothing, so it knows nothing that our ledger does not: the page asks what is open.
    get: async ({ ref }) => ({ ref: ref ?? undefined, state: "created", facts: [] }),
    cancel: async ({ ref }) => ({ ref: ref ?? undefined, state: "canceled", facts: [] }),
    async capture(input) {
      const { idempotencyKey, final } = input;
      const amount = checkedAmount(input);
      const fact = { type: "capture", ref: testRef(idempotencyKey), status: "succeeded" } as const;
      const at = now();
      return {
        ...aboutPayment(input),
        state: final ? "captured" : "authorized",
        facts: [{ ...fact, amount, at }],
      };
    },
    async refund(input) {
      const { refundId, reason } = input;
      const amount = checkedAmount(input);
      const ref = testRef(refundId);
      const made = { ref, refundId, amount, status: "succeeded", reason, at: now() } as const;
      return { ...aboutPayment(input), state: "captured", facts: [], refunds: [made] };
    },
  };
}

function aboutPayment({ ref, currency }: PaymentRefs & Money) {
  return { ref: ref ?? undefined, currency };
}

function checkedAmount({ amount, currency }: Money): number {
  const isValid = Amount.safeParse(amount).success && Currency.safeParse(currency).success;
  if (isValid && amount > 0) return amount;
  throw new AppError("amount_unrepresentable", {
    detail: "The test provider takes positive whole amounts of ISO 4217 currencies.",
  });
}
